import { Injectable } from '@nestjs/common';
import { type ConnectorJob, type DownloadTask, isAppError } from '@app/domain';
import { JobStore, type TaskMessage, TaskStore } from '@app/jobs';

import { TaskDelivery } from './task-delivery';
import { TaskNotes } from './task-notes';
import { TaskReport } from './task-report';

export type RunResult =
  | { kind: 'delivered'; items: number; mediaBeside: number }
  /** Nothing to do: it had ended before. */
  | { kind: 'ended-before' }
  /** Capture has not read the whole window yet. */
  | { kind: 'not-yet' }
  /** The service was told to ask again. */
  | { kind: 'handed-back'; reason: string }
  /** There is no such task or job any more. */
  | { kind: 'unknown' };

/** Brings one download task to its end, or as far as it goes now. */
@Injectable()
export class TaskRunner {
  constructor(
    private readonly tasks: TaskStore,
    private readonly jobs: JobStore,
    private readonly delivery: TaskDelivery,
    private readonly report: TaskReport,
    private readonly notes: TaskNotes,
  ) {}

  /** Rejects with what keeps the task from ending now, and notes it; running it again goes on safely. */
  async run(
    { jobId, taskId }: TaskMessage,
    attempt: number,
    signal: AbortSignal,
  ): Promise<RunResult> {
    const task = await this.tasks.find(jobId, taskId);
    const job = await this.jobs.find(jobId);
    if (!task || !job || job.state === 'deleted') return { kind: 'unknown' };
    if (task.state !== 'waiting') return { kind: 'ended-before' };
    try {
      return await this.deliver(job, task, attempt, signal);
    } catch (error) {
      // Aborted, it failed at nothing.
      if (!signal.aborted) await this.notes.failed(task, attempt, error);
      if (!needsNewSink(error)) throw error;
      await this.report.failedForNow(task, signal);
      return { kind: 'handed-back', reason: error.code };
    }
  }

  /** Tells the service to ask again later, unless the task has ended. */
  async giveUp({ jobId, taskId }: TaskMessage, signal: AbortSignal): Promise<void> {
    const task = await this.tasks.find(jobId, taskId);
    if (task?.state === 'waiting') await this.report.failedForNow(task, signal);
  }

  private async deliver(
    job: ConnectorJob,
    task: DownloadTask,
    attempt: number,
    signal: AbortSignal,
  ): Promise<RunResult> {
    const result = await this.delivery.deliver(job, task, signal);
    if (result.kind === 'not-yet') return result;
    if (result.kind === 'waited-too-long') {
      await this.notes.waitedTooLong(task, attempt);
      await this.report.failedForNow(task, signal);
      return { kind: 'handed-back', reason: result.kind };
    }
    await this.report.delivered(job, task, result, signal);
    const { items, mediaBeside } = result.counts;
    return { kind: 'delivered', items, mediaBeside };
  }
}

/** The container we were lent cannot be written any more: only the service can lend another. */
function needsNewSink(error: unknown) {
  return isAppError(error, 'export.sas_expired');
}
