import { Injectable } from '@nestjs/common';
import {
  eachInStorage,
  hasStatus,
  inStorage,
  joinText,
  odataText,
  splitText,
  StorageClients,
  tableKey,
} from '@app/azure';
import { AppError, type DownloadTask } from '@app/domain';
import { z } from 'zod';

import { ended, receivedAgain, type TaskEnd } from '../task-transitions';
import { type TaskStore } from '../task-store';

const rowSchema = z.looseObject({
  etag: z.string(),
  schemaVersion: z.literal(1),
  jobId: z.string(),
  taskId: z.string(),
  windowStart: z.date(),
  windowEnd: z.date(),
  sealedSink: z.string(),
  receivedAt: z.date(),
  state: z.enum(['waiting', 'delivered', 'handed-back']),
  completedAt: z.date().optional(),
  itemCount: z.number().optional(),
});
type Row = z.infer<typeof rowSchema>;

/** One row per task in table `tasks`, changed only from the state it was read in. */
@Injectable()
export class AzureTaskStore implements TaskStore {
  constructor(private readonly storage: StorageClients) {}

  receive(task: DownloadTask): Promise<DownloadTask> {
    return this.change(task, (known) => (known ? receivedAgain(known, task) : task));
  }

  find(jobId: string, taskId: string): Promise<DownloadTask | undefined> {
    return inStorage('jobs', async () => (await this.read({ jobId, taskId }))?.task);
  }

  async finish(jobId: string, taskId: string, end: TaskEnd): Promise<void> {
    await this.change({ jobId, taskId }, (known) => {
      if (known) return ended(known, end);
      throw new AppError('jobs.unknown_task', `There is no task ${taskId}.`, { jobId, taskId });
    });
  }

  async *list(jobId: string): AsyncGenerator<DownloadTask> {
    const filter = `PartitionKey eq ${odataText(tableKey(jobId))}`;
    const rows = eachInStorage('jobs', async () => {
      const table = await this.storage.table('tasks');
      return table.listEntities({ queryOptions: { filter } });
    });
    for await (const row of rows) yield taskOf(rowSchema.parse(row));
  }

  /** Changes a task, again from the start when somebody else has changed it meanwhile. */
  private change(
    key: { jobId: string; taskId: string },
    next: (known: DownloadTask | undefined) => DownloadTask,
  ): Promise<DownloadTask> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('tasks');
      for (;;) {
        const known = await this.read(key);
        const task = next(known?.task);
        if (task === known?.task) return task;
        try {
          if (known) await table.updateEntity(rowOf(task), 'Replace', { etag: known.etag });
          else await table.createEntity(rowOf(task));
          return task;
        } catch (error) {
          if (!hasStatus(error, 409, 412)) throw error;
        }
      }
    });
  }

  private async read({ jobId, taskId }: { jobId: string; taskId: string }) {
    const table = await this.storage.table('tasks');
    try {
      const row = rowSchema.parse(await table.getEntity(tableKey(jobId), tableKey(taskId)));
      return { task: taskOf(row), etag: row.etag };
    } catch (error) {
      if (hasStatus(error, 404)) return undefined;
      throw error;
    }
  }
}

function rowOf({ window, dirtyEntities, ...task }: DownloadTask) {
  return {
    partitionKey: tableKey(task.jobId),
    rowKey: tableKey(task.taskId),
    ...task,
    windowStart: window.start,
    windowEnd: window.end,
    ...splitText('dirtyEntities', JSON.stringify(dirtyEntities)),
  };
}

function taskOf(row: Row): DownloadTask {
  return {
    schemaVersion: row.schemaVersion,
    jobId: row.jobId,
    taskId: row.taskId,
    window: { start: row.windowStart, end: row.windowEnd },
    dirtyEntities: z.array(z.string()).parse(JSON.parse(joinText('dirtyEntities', row))),
    sealedSink: row.sealedSink,
    receivedAt: row.receivedAt,
    state: row.state,
    ...(row.completedAt && { completedAt: row.completedAt }),
    ...(row.itemCount !== undefined && { itemCount: row.itemCount }),
  };
}
