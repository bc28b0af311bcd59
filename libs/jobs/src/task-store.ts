import { type DownloadTask } from '@app/domain';

import { type TaskEnd } from './task-transitions';

/** What is told of each of many tasks: not its sink, and of the ids it is to deliver again only whether there are any. */
export interface TaskOutline extends Pick<
  DownloadTask,
  'jobId' | 'taskId' | 'window' | 'state' | 'receivedAt' | 'completedAt' | 'itemCount'
> {
  isWithIds: boolean;
}

/** The download tasks. Rejects with `jobs.unavailable`. */
export abstract class TaskStore {
  /**
   * Keeps a task. The same task again: one still waiting gets the newer sealed sink (its SAS is fresh), a
   * delivered one stays as it is, one handed back waits anew. Returns the task as it now is.
   */
  abstract receive(task: DownloadTask): Promise<DownloadTask>;

  abstract find(jobId: string, taskId: string): Promise<DownloadTask | undefined>;

  /** Notes how a waiting task ended ({@link TaskEnd}); does nothing to a finished one. Rejects with `jobs.unknown_task`. */
  abstract finish(jobId: string, taskId: string, end: TaskEnd): Promise<void>;

  /** The job's tasks, in no promised order. Memory does not grow with the number. */
  abstract list(jobId: string): AsyncIterable<TaskOutline>;
}
