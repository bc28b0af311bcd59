import { Injectable } from '@nestjs/common';
import { AppError, type ConnectorJob, type DownloadTask, isAppError } from '@app/domain';
import { JobStore, type TaskMessage, TaskStore } from '@app/jobs';

import { PlannedDelivery } from './day-plan/planned-delivery';
import { TaskNotes } from './task-notes';
import { TaskReport } from './task-report';

export type RunResult =
  | { kind: 'delivered'; items: number; mediaBeside: number }
  /** Nothing to do: it had ended before. */
  | { kind: 'ended-before' }
  /** Capture has not read the whole window yet. */
  | { kind: 'not-yet' }
  /** The items of its job's days are used up until then. */
  | { kind: 'waits'; until: Date; items: number }
  /** The service was told to ask again. */
  | { kind: 'handed-back'; reason: string }
  /** Nobody waits for it any more: its job was deleted. */
  | { kind: 'job-deleted' }
  /** There never was such a task or job. */
  | { kind: 'unknown' };

/** Brings one download task to its end, or as far as it goes now. */
@Injectable()
export class TaskRunner {
  constructor(
    private readonly tasks: TaskStore,
    private readonly jobs: JobStore,
    private readonly delivery: PlannedDelivery,
    private readonly report: TaskReport,
    private readonly notes: TaskNotes,
  ) {}

  /**
   * Rejects with what keeps the task from ending now, and notes it; running it again goes on safely. A task that has ended its worker the `most`
   * times in a row is not tried, and has failed with `jobs.worker_dies`.
   */
  async run(
    { jobId, taskId }: TaskMessage,
    { attempt, most }: { attempt: number; most: number },
    signal: AbortSignal,
  ): Promise<RunResult> {
    const task = await this.tasks.find(jobId, taskId);
    const job = await this.jobs.find(jobId);
    if (job?.state === 'deleted') return { kind: 'job-deleted' };
    if (!task || !job) return { kind: 'unknown' };
    if (task.state !== 'waiting') return { kind: 'ended-before' };
    try {
      const deaths = attempt > most ? await this.notes.deathsBefore(task, attempt) : 0;
      if (deaths >= most) throw workerDies(deaths);
      return await this.deliver(job, task, attempt, signal);
    } catch (error) {
      // Aborted, it failed at nothing.
      if (!signal.aborted) await this.notes.failed(task, attempt, error);
      if (!isForTheService(error)) throw error;
      await this.handBack(task, signal);
      return { kind: 'handed-back', reason: error.code };
    }
  }

  /** Tells the service to ask again later, unless the task has ended. */
  async giveUp({ jobId, taskId }: TaskMessage, signal: AbortSignal): Promise<void> {
    const task = await this.tasks.find(jobId, taskId);
    if (task?.state === 'waiting') await this.handBack(task, signal);
  }

  /** A crash between the two keeps the task's place of the day, which then counts too many, never too few. */
  private async handBack(task: DownloadTask, signal: AbortSignal): Promise<void> {
    await this.report.failedForNow(task, signal);
    await this.delivery.leave(task);
  }

  private async deliver(
    job: ConnectorJob,
    task: DownloadTask,
    attempt: number,
    signal: AbortSignal,
  ): Promise<RunResult> {
    const result = await this.delivery.deliver(job, task, signal);
    if (result.kind === 'not-yet') return result;
    if (result.kind === 'waits') {
      await this.notes.waits(task, result);
      return result;
    }
    if (result.kind === 'waited-too-long') {
      await this.notes.waitedTooLong(task, attempt);
      await this.handBack(task, signal);
      return { kind: 'handed-back', reason: result.kind };
    }
    await this.report.delivered(job, task, result, signal);
    const { items, mediaBeside } = result.counts;
    return { kind: 'delivered', items, mediaBeside };
  }
}

function workerDies(tries: number): AppError {
  return new AppError(
    'jobs.worker_dies',
    `It was tried ${tries} times, and each time the worker ended before the task did, most likely for a lack of memory. It is not tried again until the Import service asks for it anew.`,
    { tries },
  );
}

/** Only the service can lend another container, or ask for less. */
function isForTheService(error: unknown): error is AppError {
  return (
    isAppError(error, 'export.sas_expired') ||
    isAppError(error, 'export.day_full') ||
    isAppError(error, 'export.too_many_items')
  );
}
