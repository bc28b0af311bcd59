import { Injectable } from '@nestjs/common';
import { LimitsConfig } from '@app/config';
import { Clock } from '@app/domain';
import {
  type Alert,
  JobStore,
  ReadCounts,
  readMonthOf,
  readsOfAll,
  TaskList,
  TaskQueue,
  type TaskSummary,
} from '@app/jobs';

import { anAlert } from './account-findings';

const CONNECTOR = 'connector';
const NEAR_LIMIT = 0.8;
/** A fault that passes is over by then. */
const TRIES = 5;
const TASKS = 200;

/** The promises that are broken by the service now, whichever account it is. */
@Injectable()
export class ServiceWatch {
  constructor(
    private readonly jobs: JobStore,
    private readonly tasks: TaskList,
    private readonly queue: TaskQueue,
    private readonly reads: ReadCounts,
    private readonly clock: Clock,
  ) {}

  async find({ xReadsPerMonth }: LimitsConfig): Promise<Alert[]> {
    const [tasks, poisoned] = await Promise.all([this.failedTasks(), this.poisonedTasks()]);
    return [...tasks, ...poisoned, ...(await this.readsNearLimit(xReadsPerMonth))];
  }

  private async readsNearLimit(limit: number | undefined): Promise<Alert[]> {
    const now = this.clock.now();
    if (limit === undefined) return [];
    const used = readsOfAll(await this.reads.of(readMonthOf(now)));
    if (used < limit * NEAR_LIMIT) return [];
    const text = `${used} of ${limit} reads of this month are used.`;
    return [anAlert('reads-near-limit', CONNECTOR, now, text)];
  }

  /** One for each job, of the newest tasks that wait or went back. */
  private async failedTasks(): Promise<Alert[]> {
    const jobIds = (await this.jobs.list()).map(({ jobId }) => jobId);
    const pages = await Promise.all(
      (['waiting', 'handed-back'] as const).map((state) =>
        this.tasks.page({ jobIds, state, limit: TASKS }),
      ),
    );
    const failed = pages.flatMap(({ tasks }) => tasks).filter(hasFailed);
    return [...Map.groupBy(failed, ({ jobId }) => jobId)].flatMap(([jobId, [newest]]) => {
      if (!newest?.lastError) return [];
      const { taskId, lastError } = newest;
      const text = `Task ${taskId} of job ${jobId} failed. ${lastError.message} (${lastError.code})`;
      return [anAlert('task-failed', jobId, lastError.at, text)];
    });
  }

  private async poisonedTasks(): Promise<Alert[]> {
    const { poisoned } = await this.queue.depth();
    if (poisoned === 0) return [];
    const text = `${poisoned} messages of tasks were put aside after too many tries.`;
    return [anAlert('task-poisoned', CONNECTOR, this.clock.now(), text)];
  }
}

function hasFailed({ state, lastError, wait }: TaskSummary): boolean {
  if (!lastError || wait) return false;
  return state === 'waiting'
    ? lastError.attempt >= TRIES
    : lastError.code === 'export.too_many_items';
}
