import { Injectable } from '@nestjs/common';
import { LimitsConfig } from '@app/config';
import { Clock, type ConnectorJob } from '@app/domain';
import {
  type Alert,
  JobStore,
  ReadCounts,
  readMonthOf,
  readsOfAll,
  TaskQueue,
  type TaskSummary,
  UndeliveredTasks,
} from '@app/jobs';
import pLimit from 'p-limit';

import { anAlert } from './account-findings';
import { type Look, lookAt, together } from './look';

const CONNECTOR = 'connector';
const NEAR_LIMIT = 0.8;
/** A fault that passes is over by then. */
const TRIES = 5;
/** The service asks again within hours. */
const OVERDUE_MS = 24 * 3600_000;
const COUNTS_MS = 7 * 24 * 3600_000;
const JOBS_AT_ONCE = 8;

/** The promises that are broken by the service now, whichever account it is. */
@Injectable()
export class ServiceWatch {
  constructor(
    private readonly jobs: JobStore,
    private readonly tasks: UndeliveredTasks,
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
    return [anAlert('reads-near-limit', CONNECTOR, now, { text })];
  }

  private async failedTasks(): Promise<Look> {
    const jobs = await this.jobs.list();
    const looks = await pLimit(JOBS_AT_ONCE).map(jobs, (job) =>
      lookAt({ codes: ['task-failed'], subject: job.jobId }, () => this.failedTask(job)),
    );
    return together(looks);
  }

  /** The newest that fails again and again, else the newest that went back in vain. */
  private async failedTask(job: ConnectorJob): Promise<Alert[] | Look> {
    const { jobId } = job;
    const unfinished = await this.tasks.unfinished([jobId]);
    const failing = unfinished.find(failsAgainAndAgain);
    if (failing) return [failedAlert(failing)];
    const isOverdue = (task: TaskSummary) => this.isOverdue(task, job);
    const back = unfinished.filter(
      (task) => this.wentBack(task) && (isTooLarge(task) || isOverdue(task)),
    );
    const [missing] = await this.tasks.notDeliveredSince(back);
    if (missing) return [failedAlert(missing)];
    // It may be the one that went back: the service asks for a task again by the same id.
    const isAskedAgain = unfinished.some((task) => isUntried(task) && isOverdue(task));
    const unseen = isAskedAgain ? [{ codes: ['task-failed'] as const, subject: jobId }] : [];
    return { found: [], unseen };
  }

  /** Of late: what nobody asks for any more is not to hide what fails now. */
  private wentBack({ state, completedAt, receivedAt }: TaskSummary): boolean {
    const sinceMs = this.clock.now().getTime() - (completedAt ?? receivedAt).getTime();
    return state === 'handed-back' && sinceMs <= COUNTS_MS;
  }

  private isOverdue({ window }: TaskSummary, { createdAt }: ConnectorJob): boolean {
    const expectedFrom = Math.max(window.end.getTime(), createdAt.getTime());
    return this.clock.now().getTime() - expectedFrom > OVERDUE_MS;
  }

  private async poisonedTasks(): Promise<Alert[]> {
    const { poisoned } = await this.queue.depth();
    if (poisoned === 0) return [];
    const text = `${poisoned} messages of tasks were put aside after too many tries.`;
    return [anAlert('task-poisoned', CONNECTOR, this.clock.now(), { text })];
  }
}

function failsAgainAndAgain({ state, lastError, wait }: TaskSummary): boolean {
  return state === 'waiting' && !wait && (lastError?.attempt ?? 0) >= TRIES;
}

function isTooLarge({ lastError }: TaskSummary): boolean {
  return lastError?.code === 'export.too_many_items';
}

function isUntried({ state, lastError, wait }: TaskSummary): boolean {
  return state === 'waiting' && !lastError && !wait;
}

function failedAlert({ jobId, taskId, state, lastError, ...task }: TaskSummary): Alert {
  const what =
    state === 'waiting' ? 'failed' : 'went back to the Import service and was not delivered since';
  const why = lastError && `${lastError.message} (${lastError.code})`;
  const text = [`Task ${taskId} of job ${jobId} ${what}.`, why].filter(Boolean).join(' ');
  const since = lastError?.at ?? task.completedAt ?? task.receivedAt;
  return anAlert('task-failed', jobId, since, { text });
}
