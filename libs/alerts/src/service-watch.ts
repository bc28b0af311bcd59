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
import pLimit from 'p-limit';

import { anAlert } from './account-findings';
import { type Look, lookAt, together } from './look';

const CONNECTOR = 'connector';
const NEAR_LIMIT = 0.8;
/** A fault that passes is over by then. */
const TRIES = 5;
const TASKS = 200;
const JOBS_AT_ONCE = 8;

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

  /** Each for itself, the tasks job by job. */
  async find({ xReadsPerMonth }: LimitsConfig): Promise<Look> {
    const reads = () => this.readsNearLimit(xReadsPerMonth);
    const looks = [
      lookAt({ codes: ['task-failed'] }, () => this.failedTasks()),
      lookAt({ codes: ['task-poisoned'] }, () => this.poisonedTasks()),
      lookAt({ codes: ['reads-near-limit'] }, reads),
    ];
    return together(await Promise.all(looks));
  }

  private async readsNearLimit(limit: number | undefined): Promise<Alert[]> {
    const now = this.clock.now();
    if (limit === undefined) return [];
    const used = readsOfAll(await this.reads.of(readMonthOf(now)));
    if (used < limit * NEAR_LIMIT) return [];
    const text = `${used} of ${limit} reads of this month are used.`;
    return [anAlert('reads-near-limit', CONNECTOR, now, text)];
  }

  private async failedTasks(): Promise<Look> {
    const jobs = await this.jobs.list();
    const looks = await pLimit(JOBS_AT_ONCE).map(jobs, ({ jobId }) =>
      lookAt({ codes: ['task-failed'], subject: jobId }, () => this.failedTask(jobId)),
    );
    return together(looks);
  }

  /** Of the newest tasks that wait or went back. */
  private async failedTask(jobId: string): Promise<Alert[]> {
    const pages = await Promise.all(
      (['waiting', 'handed-back'] as const).map((state) =>
        this.tasks.page({ jobIds: [jobId], state, limit: TASKS }),
      ),
    );
    const newest = pages.flatMap(({ tasks }) => tasks).find(hasFailed);
    if (!newest?.lastError) return [];
    const { taskId, lastError } = newest;
    const text = `Task ${taskId} of job ${jobId} failed. ${lastError.message} (${lastError.code})`;
    return [anAlert('task-failed', jobId, lastError.at, text)];
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
