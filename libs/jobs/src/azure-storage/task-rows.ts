import { tableKey } from '@app/azure';
import { type DownloadTask } from '@app/domain';
import { z } from 'zod';

import {
  summaryOf,
  type TaskDelivery,
  type TaskFailure,
  type TaskProgress,
  type TaskSummary,
  type TaskWait,
} from '../task-summary';
import { dirtyColumns } from './dirty-ids';

/** Tables sort keys upwards, and the newest task is wanted first: keys are counted down from here. */
const LAST_MS = 9_999_999_999_999;
/** Before the keys of rows that list a task: each one, and those that are not delivered once more. Keys of tasks have no dot. */
const LISTED = 'list.';
const UNFINISHED = 'open.';
/** The row that says which of a job's tasks was delivered last. */
export const LAST_DELIVERY = 'last.delivery';

/** Conditions on the keys of the one and the other kind of rows. */
const inRange = (prefix: string) => `RowKey ge '${prefix}' and RowKey lt '${after(prefix)}'`;
export const isListRow = inRange(LISTED);
export const isUnfinishedRow = inRange(UNFINISHED);
export const isTaskRow = [
  `(RowKey lt '${LISTED}' or RowKey ge '${after(LISTED)}')`,
  `(RowKey lt '${UNFINISHED}' or RowKey ge '${after(UNFINISHED)}')`,
  `RowKey ne '${LAST_DELIVERY}'`,
].join(' and ');

/** The dot of a prefix comes before the slash. */
function after(prefix: string): string {
  return prefix.replace('.', '/');
}

const outline = {
  schemaVersion: z.literal(1),
  jobId: z.string(),
  taskId: z.string(),
  windowStart: z.date(),
  windowEnd: z.date(),
  receivedAt: z.date(),
  state: z.enum(['waiting', 'delivered', 'handed-back']),
  completedAt: z.date().optional(),
  itemCount: z.number().optional(),
};

export const taskRowSchema = z.looseObject({
  etag: z.string(),
  ...outline,
  sealedSink: z.string(),
  /** Key of the row that lists it; absent from rows written before there was a list. */
  listedAs: z.string().optional(),
  /** Key of the row that lists it among the unfinished; absent from rows of delivered tasks and those of earlier builds. */
  unfinishedAs: z.string().optional(),
});
type TaskRow = z.infer<typeof taskRowSchema>;

export const listRowSchema = z.object({
  partitionKey: z.string(),
  rowKey: z.string(),
  ...outline,
  dirtyEntities: z.number(),
  progressDelivered: z.number().optional(),
  progressAt: z.date().optional(),
  failureCode: z.string().optional(),
  failureMessage: z.string().optional(),
  failureAt: z.date().optional(),
  failureAttempt: z.number().optional(),
  waitUntil: z.date().optional(),
  waitItems: z.number().optional(),
});
type ListRow = z.infer<typeof listRowSchema>;

export const deliveryRowSchema = z.object({
  etag: z.string(),
  jobId: z.string(),
  taskId: z.string(),
  completedAt: z.date(),
  itemCount: z.number(),
});

export function deliveryRowOf(delivery: TaskDelivery) {
  const keys = { partitionKey: tableKey(delivery.jobId), rowKey: LAST_DELIVERY };
  return { ...keys, schemaVersion: 1, ...delivery };
}

/** The delivery that a task has just become by its end. */
export function deliveryOf(before: DownloadTask | undefined, task: DownloadTask) {
  const { jobId, taskId, state, completedAt, itemCount = 0 } = task;
  const isNew = state === 'delivered' && before?.state === 'waiting';
  return isNew && completedAt ? { jobId, taskId, completedAt, itemCount } : undefined;
}

/** Sorts by the time a task was received, the last first. */
export function listKeyOf({ receivedAt, taskId }: Pick<DownloadTask, 'receivedAt' | 'taskId'>) {
  const countdown = String(LAST_MS - receivedAt.getTime()).padStart(13, '0');
  return `${LISTED}${countdown}.${tableKey(taskId)}`;
}

/** Of the row that lists it among the unfinished, which its readers find without reading past all that is delivered. */
export function unfinishedKeyOf(task: Pick<DownloadTask, 'receivedAt' | 'taskId'>): string {
  return listKeyOf(task).replace(LISTED, UNFINISHED);
}

export function taskRowOf({ window, dirtyEntities, ...task }: DownloadTask) {
  return {
    partitionKey: tableKey(task.jobId),
    rowKey: tableKey(task.taskId),
    ...task,
    windowStart: window.start,
    windowEnd: window.end,
    listedAs: listKeyOf(task),
    ...(task.state !== 'delivered' && { unfinishedAs: unfinishedKeyOf(task) }),
    ...dirtyColumns({ jobId: task.jobId, dirtyEntities }),
  };
}

export function taskOf(row: TaskRow, dirtyEntities: string[]): DownloadTask {
  const { schemaVersion, sealedSink } = row;
  return { schemaVersion, ...outlineOf(row), dirtyEntities, sealedSink };
}

/** What the list shows of a task; never the sink. */
export function listRowOf({ window, dirtyEntities, sealedSink: _, ...task }: DownloadTask) {
  return {
    partitionKey: tableKey(task.jobId),
    rowKey: listKeyOf(task),
    ...task,
    windowStart: window.start,
    windowEnd: window.end,
    dirtyEntities: dirtyEntities.length,
  };
}

export function listedTaskOf(row: ListRow): TaskSummary {
  const progress: TaskProgress | undefined =
    row.progressDelivered !== undefined && row.progressAt
      ? { delivered: row.progressDelivered, at: row.progressAt }
      : undefined;
  const { failureCode: code, failureMessage: message, failureAt: at } = row;
  const lastError: TaskFailure | undefined =
    code !== undefined && message !== undefined && at
      ? { code, message, at, attempt: row.failureAttempt ?? 1 }
      : undefined;
  return summaryOf(
    { ...outlineOf(row), dirtyEntities: row.dirtyEntities },
    { progress, lastError, wait: waitOf(row) },
  );
}

function waitOf({ waitUntil: until, waitItems: items }: ListRow): TaskWait | undefined {
  return until && items !== undefined ? { until, items } : undefined;
}

export function waitColumns({ until, items }: TaskWait) {
  return { waitUntil: until, waitItems: items };
}

export function progressColumns({ delivered, at }: TaskProgress) {
  return { progressDelivered: delivered, progressAt: at };
}

export function failureColumns({ code, message, at, attempt }: TaskFailure) {
  return { failureCode: code, failureMessage: message, failureAt: at, failureAttempt: attempt };
}

/** All but the ids and the sink. */
export function outlineOf(row: Pick<TaskRow, keyof typeof outline>) {
  return {
    jobId: row.jobId,
    taskId: row.taskId,
    window: { start: row.windowStart, end: row.windowEnd },
    receivedAt: row.receivedAt,
    state: row.state,
    ...(row.completedAt && { completedAt: row.completedAt }),
    ...(row.itemCount !== undefined && { itemCount: row.itemCount }),
  };
}
