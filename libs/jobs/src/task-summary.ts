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

/** Its job's items of the day are used up by others: it waits for another day. */
export interface TaskWait {
  until: Date;
  /** How many items it has, at most. */
  items: number;
}

/** What workers note of a task while they are at it. */
export interface TaskNotes {
  progress?: TaskProgress;
  lastError?: TaskFailure;
  wait?: TaskWait;
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

/** A task with what was noted of it: the progress only of the try that is under way, the wait until something is done after it. */
export function summaryOf(
  outline: Outline & { dirtyEntities: number },
  { progress, lastError, wait }: TaskNotes,
): TaskSummary {
  const isUnderWay =
    outline.state === 'waiting' && progress && !(lastError && lastError.at >= progress.at);
  const wentOn = [progress?.at, lastError?.at].some((at) => at && wait && at >= wait.until);
  return {
    ...outline,
    ...(isUnderWay && { progress }),
    ...(lastError && { lastError }),
    ...(outline.state === 'waiting' && wait && !wentOn && { wait }),
  };
}
