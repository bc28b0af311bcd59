import { type TransactionAction } from '@azure/data-tables';
import { Injectable } from '@nestjs/common';
import {
  changeInStorage,
  inStorage,
  odataText,
  StorageClients,
  tableKey,
  unlessMissing,
  firstRows,
} from '@app/azure';
import { type DownloadTask } from '@app/domain';
import pLimit from 'p-limit';
import { z } from 'zod';

import { type Position, readContinuation, writeContinuation } from '../continuation';
import { type TaskList, type TaskPage, type TaskQuery } from '../task-list';
import {
  type TaskDelivery,
  type TaskFailure,
  type TaskProgress,
  type TaskSummary,
  type TaskWait,
} from '../task-summary';
import {
  deliveryRowSchema,
  failureColumns,
  isListRow,
  isUnfinishedRow,
  LAST_DELIVERY,
  listedTaskOf,
  listKeyOf,
  listRowSchema,
  progressColumns,
  unfinishedKeyOf,
  waitColumns,
} from './task-rows';

const JOBS_AT_ONCE = 8;
const EVERYTHING = '*';

const pointerSchema = z.object({ listedAs: z.string() });
type ListRow = z.infer<typeof listRowSchema>;

/**
 * The rows of table `tasks` that list the tasks, in each job's partition by the time they were received, counted down; those that are not
 * delivered once more by themselves.
 */
@Injectable()
export class AzureTaskList implements TaskList {
  constructor(private readonly storage: StorageClients) {}

  /** The newest of each job are read, and of these the newest taken. */
  async page(query: TaskQuery): Promise<TaskPage> {
    const { limit, continuation } = query;
    const after = continuation === undefined ? undefined : readContinuation(continuation);
    const jobIds = [...new Set(query.jobIds)];
    return inStorage('jobs', async () => {
      const newest = await pLimit(JOBS_AT_ONCE).map(jobIds, (jobId) =>
        this.readJob(filterOf(jobId, query, after), limit + 1),
      );
      const rows = newest.flat().sort(byPosition);
      const taken = rows.slice(0, limit);
      const last = rows.length > limit ? taken.at(-1) : undefined;
      const tasks = taken.map(listedTaskOf);
      return last ? { tasks, continuation: writeContinuation(positionOf(last)) } : { tasks };
    });
  }

  /** The two rows are read one after the other: received anew in between, it is listed by another, which is looked for then. */
  find(jobId: string, taskId: string): Promise<TaskSummary | undefined> {
    return changeInStorage('jobs', async () => {
      const table = await this.storage.table('tasks');
      const keys = [tableKey(jobId), tableKey(taskId)] as const;
      const options = { queryOptions: { select: ['listedAs'] } };
      const pointer = await unlessMissing(() => table.getEntity(...keys, options));
      if (!pointer) return undefined;
      const { listedAs } = pointerSchema.parse(pointer);
      return listedTaskOf(listRowSchema.parse(await table.getEntity(keys[0], listedAs)));
    });
  }

  async lastDelivery(jobIds: readonly string[]): Promise<TaskDelivery | undefined> {
    const found = await inStorage('jobs', () =>
      pLimit(JOBS_AT_ONCE).map(new Set(jobIds), (jobId) => this.readDelivery(jobId)),
    );
    const newestFirst = (a: TaskDelivery, b: TaskDelivery) =>
      b.completedAt.getTime() - a.completedAt.getTime();
    return found.filter((each) => each !== undefined).sort(newestFirst)[0];
  }

  noteProgress(task: ReceivedTask, progress: TaskProgress): Promise<void> {
    return this.note(task, progressColumns(progress));
  }

  noteFailure(task: ReceivedTask, failure: TaskFailure): Promise<void> {
    return this.note(task, failureColumns(failure));
  }

  noteWait(task: ReceivedTask, wait: TaskWait): Promise<void> {
    return this.note(task, waitColumns(wait));
  }

  private note(task: ReceivedTask, columns: object): Promise<void> {
    const rows = [listKeyOf(task), unfinishedKeyOf(task)].map((rowKey): TransactionAction => [
      'update',
      { partitionKey: tableKey(task.jobId), rowKey, ...columns },
      'Merge',
      { etag: EVERYTHING },
    ]);
    return inStorage('jobs', async () => {
      const table = await this.storage.table('tasks');
      // Missing when it was received anew or delivered meanwhile: the note is of a try that nobody asks for any more.
      await unlessMissing(() => table.submitTransaction(rows));
    });
  }

  private async readDelivery(jobId: string): Promise<TaskDelivery | undefined> {
    const table = await this.storage.table('tasks');
    return unlessMissing(async () => {
      const row = await table.getEntity(tableKey(jobId), LAST_DELIVERY);
      const { etag: _, ...delivery } = deliveryRowSchema.parse(row);
      return delivery;
    });
  }

  private async readJob(filter: string, limit: number): Promise<ListRow[]> {
    const table = await this.storage.table('tasks');
    return firstRows(table, { filter, limit }, (row) => listRowSchema.parse(row));
  }
}

type ReceivedTask = Pick<DownloadTask, 'jobId' | 'taskId' | 'receivedAt'>;

/** What comes after a position: of two rows with one key, that of the later job. */
function filterOf(jobId: string, { state }: TaskQuery, after: Position | undefined): string {
  const partition = tableKey(jobId);
  const [rowKey = '', inPartition = ''] = after ?? [];
  const from = after && `RowKey ${partition > inPartition ? 'ge' : 'gt'} ${odataText(rowKey)}`;
  return [
    `PartitionKey eq ${odataText(partition)}`,
    state === undefined || state === 'delivered' ? isListRow : isUnfinishedRow,
    from,
    state && state !== 'unfinished' && `state eq ${odataText(state)}`,
  ]
    .filter(Boolean)
    .join(' and ');
}

function positionOf({ rowKey, partitionKey }: ListRow): Position {
  return [rowKey, partitionKey];
}

function byPosition(a: ListRow, b: ListRow): number {
  if (a.rowKey !== b.rowKey) return a.rowKey < b.rowKey ? -1 : 1;
  return a.partitionKey < b.partitionKey ? -1 : 1;
}
