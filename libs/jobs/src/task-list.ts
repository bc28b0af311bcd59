import { type DownloadTask, type TaskState } from '@app/domain';

import {
  type TaskDelivery,
  type TaskFailure,
  type TaskProgress,
  type TaskSummary,
  type TaskWait,
} from './task-summary';

export interface TaskQuery {
  /** Tasks of these jobs. */
  jobIds: readonly string[];
  /** `unfinished`: waiting, or handed back. What is not delivered is found without reading past what is. */
  state?: TaskState | 'unfinished';
  /** At most so many tasks a page. */
  limit: number;
  /** From the page before; the rest of the query must be the same. */
  continuation?: string;
}

export interface TaskPage {
  tasks: TaskSummary[];
  /** Absent on the last page. */
  continuation?: string;
}

type ReceivedTask = Pick<DownloadTask, 'jobId' | 'taskId' | 'receivedAt'>;

/** What there is to show of the tasks in TaskStore; the two never disagree. Rejects with `jobs.unavailable`. */
export abstract class TaskList {
  /**
   * The task received last first; of one millisecond in any order, but always the same. A task that is received anew moves to the
   * top. Rejects with `jobs.bad_continuation`.
   */
  abstract page(query: TaskQuery): Promise<TaskPage>;

  abstract find(jobId: string, taskId: string): Promise<TaskSummary | undefined>;

  /** Of these jobs' tasks the one that was delivered last, whenever it was received. */
  abstract lastDelivery(jobIds: readonly string[]): Promise<TaskDelivery | undefined>;

  /** Notes how far a worker has come; does nothing to a task that was received anew meanwhile. */
  abstract noteProgress(task: ReceivedTask, progress: TaskProgress): Promise<void>;

  /** Notes why work on it stopped, as noteProgress does. */
  abstract noteFailure(task: ReceivedTask, failure: TaskFailure): Promise<void>;

  /** Notes what it waits for, as noteProgress does. */
  abstract noteWait(task: ReceivedTask, wait: TaskWait): Promise<void>;
}
