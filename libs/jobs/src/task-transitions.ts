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

/** How a waiting task ends; a finished one stays as it is. */
export function ended(
  task: DownloadTask,
  end: { state: 'delivered' | 'handed-back'; completedAt: Date; itemCount: number },
): DownloadTask {
  return task.state === 'waiting' ? { ...task, ...end } : task;
}
