import { Injectable } from '@nestjs/common';
import { DeliveryConfig } from '@app/config';
import { Clock, type TaskState } from '@app/domain';
import { JobStore, TaskList, type TaskSummary } from '@app/jobs';

import { deliveredSince } from './delivered-since';

const PAGE_SIZE = 200;
/** More than these are one trouble. */
const MOST_PAGES = 5;

/** The tasks that do not go as they should. */
@Injectable()
export class FailedTasks {
  constructor(
    private readonly jobs: JobStore,
    private readonly tasks: TaskList,
    private readonly clock: Clock,
    private readonly config: DeliveryConfig,
  ) {}

  /**
   * Waiting ones whose last try failed or that wait longer than a task may, then those handed back whose window was not delivered since,
   * however long ago that is; the newest first.
   */
  async list(): Promise<TaskSummary[]> {
    const jobIds = (await this.jobs.list()).map(({ jobId }) => jobId);
    const unfinished = await this.all(jobIds, 'unfinished');
    const waiting = unfinished.filter(({ state }) => state === 'waiting');
    const handedBack = unfinished.filter(({ state }) => state === 'handed-back');
    return [
      ...waiting.filter((task) => this.waitsInVain(task)),
      ...(await this.undelivered(handedBack)),
    ];
  }

  private waitsInVain({ lastError, progress, receivedAt, wait }: TaskSummary): boolean {
    const movedAt = wait?.until ?? progress?.at ?? receivedAt;
    if (movedAt > this.clock.now()) return false;
    const waitedMs = this.clock.now().getTime() - movedAt.getTime();
    return lastError !== undefined || waitedMs > this.config.coverageWaitSeconds * 1000;
  }

  /** The service may ask for a window again as another task. */
  private async undelivered(handedBack: readonly TaskSummary[]): Promise<TaskSummary[]> {
    if (handedBack.length === 0) return [];
    const jobIds = [...new Set(handedBack.map(({ jobId }) => jobId))];
    const delivered = await this.all(jobIds, 'delivered');
    return handedBack.filter((task) => !deliveredSince(task, delivered));
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
