import { type TransactionAction } from '@azure/data-tables';
import { Injectable } from '@nestjs/common';
import {
  changeInStorage,
  eachInStorage,
  inStorage,
  odataText,
  readEach,
  StorageClients,
  tableKey,
  unlessMissing,
} from '@app/azure';
import { AppError, type DownloadTask } from '@app/domain';

import { ended, receivedAgain, type TaskEnd } from '../task-transitions';
import { type TaskOutline, type TaskStore } from '../task-store';
import { type TaskDelivery } from '../task-summary';
import { hasDirtyIds, readDirtyIds, storeDirtyIds } from './dirty-ids';
import {
  deliveryOf,
  deliveryRowOf,
  deliveryRowSchema,
  LAST_DELIVERY,
  isTaskRow,
  listRowOf,
  outlineOf,
  taskOf,
  taskRowOf,
  taskRowSchema,
} from './task-rows';

interface KnownTask {
  task: DownloadTask;
  etag: string;
  listedAs?: string;
  unfinishedAs?: string;
}

/**
 * One row per task in table `tasks`, changed only from the state it was read in, and beside it one by which it is listed, as long as it is
 * not delivered two. They change in one transaction, with the row that says which of a job's tasks was delivered last.
 */
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

  async *list(jobId: string): AsyncGenerator<TaskOutline> {
    const filter = `PartitionKey eq ${odataText(tableKey(jobId))} and ${isTaskRow}`;
    const rows = eachInStorage('jobs', async () => {
      const table = await this.storage.table('tasks');
      return table.listEntities({ queryOptions: { filter } });
    });
    yield* readEach(rows, (row) => ({
      ...outlineOf(taskRowSchema.parse(row)),
      isWithIds: hasDirtyIds(row),
    }));
  }

  private change(
    key: { jobId: string; taskId: string },
    next: (known: DownloadTask | undefined) => DownloadTask,
  ): Promise<DownloadTask> {
    return changeInStorage('jobs', async () => {
      const table = await this.storage.table('tasks');
      const known = await this.read(key);
      const task = next(known?.task);
      if (task === known?.task) return task;
      const delivery = await this.noteOf(deliveryOf(known?.task, task));
      // What is known keeps its ids until the task is received anew: they are stored by then.
      if (task.dirtyEntities !== known?.task.dirtyEntities) await storeDirtyIds(this.storage, task);
      await table.submitTransaction([...changesOf(known, task), ...delivery]);
      return task;
    });
  }

  /** What notes a delivery as the job's last, unless a later one is noted. */
  private async noteOf(delivery: TaskDelivery | undefined): Promise<TransactionAction[]> {
    if (!delivery) return [];
    const row = deliveryRowOf(delivery);
    const known = await this.readDelivery(row.partitionKey);
    if (!known) return [['create', row]];
    if (known.completedAt >= delivery.completedAt) return [];
    return [['update', row, 'Replace', { etag: known.etag }]];
  }

  private async readDelivery(partition: string) {
    const table = await this.storage.table('tasks');
    return unlessMissing(async () =>
      deliveryRowSchema.parse(await table.getEntity(partition, LAST_DELIVERY)),
    );
  }

  private async read({ jobId, taskId }: { jobId: string; taskId: string }) {
    const table = await this.storage.table('tasks');
    const found = await unlessMissing(() => table.getEntity(tableKey(jobId), tableKey(taskId)));
    if (!found) return undefined;
    const row = taskRowSchema.parse(found);
    const { etag, listedAs, unfinishedAs } = row;
    const task = taskOf(row, await readDirtyIds(this.storage, row));
    return { task, etag, listedAs, unfinishedAs } satisfies KnownTask;
  }
}

/** Notes of workers stay on a task that goes on; one that begins anew begins without. */
function changesOf(known: KnownTask | undefined, task: DownloadTask): TransactionAction[] {
  const row = taskRowOf(task);
  const mode = known?.task.state === 'waiting' ? 'Merge' : 'Replace';
  const listed = listRowOf(task);
  const rows = row.unfinishedAs ? [listed, { ...listed, rowKey: row.unfinishedAs }] : [listed];
  const left = [known?.listedAs, known?.unfinishedAs].filter(
    (key) => key !== undefined && rows.every(({ rowKey }) => rowKey !== key),
  );
  return [
    known ? ['update', row, 'Replace', { etag: known.etag }] : ['create', row],
    ...rows.map((each): TransactionAction => ['upsert', each, mode]),
    ...left.map((rowKey = ''): TransactionAction => ['delete', { ...row, rowKey }]),
  ];
}
