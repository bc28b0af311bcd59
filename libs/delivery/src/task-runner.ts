import { Injectable } from '@nestjs/common';
import { type DownloadTask, isAppError } from '@app/domain';
import { JobStore, type TaskMessage, TaskStore } from '@app/jobs';

import { TaskDelivery } from './task-delivery';
import { TaskReport } from './task-report';

export type RunResult =
  | { kind: 'delivered'; items: number }
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
  ) {}

  /** Rejects with what keeps the task from ending now; running it again goes on safely. */
  async run({ jobId, taskId }: TaskMessage, signal: AbortSignal): Promise<RunResult> {
    const task = await this.tasks.find(jobId, taskId);
    const job = await this.jobs.find(jobId);
    if (!task || !job || job.state === 'deleted') return { kind: 'unknown' };
    if (task.state !== 'waiting') return { kind: 'ended-before' };
    try {
      const result = await this.delivery.deliver(job, task, signal);
      if (result.kind === 'not-yet') return result;
      if (result.kind === 'waited-too-long') return await this.handBack(task, result.kind, signal);
      await this.report.delivered(task, result.items, signal);
      return { kind: 'delivered', items: result.items.length };
    } catch (error) {
      if (!needsNewSink(error)) throw error;
      return await this.handBack(task, error.code, signal);
    }
  }

  /** Tells the service to ask again later, unless the task has ended. */
  async giveUp({ jobId, taskId }: TaskMessage, signal: AbortSignal): Promise<void> {
    const task = await this.tasks.find(jobId, taskId);
    if (task?.state === 'waiting') await this.report.failedForNow(task, signal);
  }

  private async handBack(
    task: DownloadTask,
    reason: string,
    signal: AbortSignal,
  ): Promise<RunResult> {
    await this.report.failedForNow(task, signal);
    return { kind: 'handed-back', reason };
  }
}

/** The container we were lent cannot be written any more: only the service can lend another. */
function needsNewSink(error: unknown) {
  return isAppError(error, 'export.sas_expired');
}
