import { type DownloadTask } from '@app/domain';

/** Why work on a task stopped. The message is for admins: what is wrong and what to do, and never a secret. */
export interface TaskFailure {
  code: string;
  message: string;
  at: Date;
  /** Which try it was. */
  attempt: number;
}

/** How far a worker has come. */
export interface TaskProgress {
  delivered: number;
  at: Date;
}

/** What workers note of a task while they are at it. */
export interface TaskNotes {
  progress?: TaskProgress;
  lastError?: TaskFailure;
}

/** A task that the service has accepted as done. */
export interface TaskDelivery {
  jobId: string;
  taskId: string;
  completedAt: Date;
  itemCount: number;
}

type Outline = Omit<DownloadTask, 'schemaVersion' | 'dirtyEntities' | 'sealedSink'>;

/** What there is to show of a task. */
export interface TaskSummary extends Outline, TaskNotes {
  /** How many items are asked for by their id. */
  dirtyEntities: number;
}

/** A task with what was noted of it: the progress only of the try that is under way. */
export function summaryOf(
  outline: Outline & { dirtyEntities: number },
  { progress, lastError }: TaskNotes,
): TaskSummary {
  const isUnderWay =
    outline.state === 'waiting' && progress && !(lastError && lastError.at >= progress.at);
  return { ...outline, ...(isUnderWay && { progress }), ...(lastError && { lastError }) };
}
