import { type DownloadTask } from '@app/domain';

/** What becomes of a task when the service sends it again. */
export function receivedAgain(known: DownloadTask, again: DownloadTask): DownloadTask {
  switch (known.state) {
    case 'waiting':
      return { ...known, sealedSink: again.sealedSink };
    case 'handed-back':
      return again;
    case 'delivered':
      return known;
  }
}

/** How a task ended, as the service was told. */
export type TaskEnd = { completedAt: Date; itemCount: number } & (
  | { state: 'delivered' }
  /** `sealedSink`: the one that was worked with. */
  | { state: 'handed-back'; sealedSink: string }
);

/**
 * How a waiting task ends; a finished one stays as it is. So does one handed back that has another sink by now: the service
 * has sent it again, and is not to wait in vain.
 */
export function ended(task: DownloadTask, end: TaskEnd): DownloadTask {
  if (task.state !== 'waiting') return task;
  if (end.state === 'handed-back' && end.sealedSink !== task.sealedSink) return task;
  return { ...task, ...end };
}
