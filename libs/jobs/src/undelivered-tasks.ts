import { Injectable } from '@nestjs/common';
import { type TaskState } from '@app/domain';

import { deliveredSince } from './delivered-since';
import { TaskList } from './task-list';
import { type TaskSummary } from './task-summary';

const PAGE_SIZE = 200;
/** More than these are one trouble. */
const MOST_PAGES = 5;

/** The tasks whose windows were not delivered. Rejects with `jobs.unavailable`. */
@Injectable()
export class UndeliveredTasks {
  constructor(private readonly tasks: TaskList) {}

  /** Those of these jobs that wait or were handed back, the newest first. */
  unfinished(jobIds: readonly string[]): Promise<TaskSummary[]> {
    return this.all(jobIds, 'unfinished');
  }

  /** Of these, those whose window was not delivered since: the service may ask for a window again as another task. */
  async notDeliveredSince(tasks: readonly TaskSummary[]): Promise<TaskSummary[]> {
    if (tasks.length === 0) return [];
    const jobIds = [...new Set(tasks.map(({ jobId }) => jobId))];
    const delivered = await this.all(jobIds, 'delivered');
    return tasks.filter((task) => !deliveredSince(task, delivered));
  }

  private async all(
    jobIds: readonly string[],
    state: TaskState | 'unfinished',
  ): Promise<TaskSummary[]> {
    const found: TaskSummary[] = [];
    let continuation: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await this.tasks.page({ jobIds, state, limit: PAGE_SIZE, continuation });
      found.push(...answer.tasks);
      continuation = answer.continuation;
      if (continuation === undefined) break;
    }
    return found;
  }
}
