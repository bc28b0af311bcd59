import { Injectable } from '@nestjs/common';
import { CompletionReporter, CompletionStatus, type DeliveredItem } from '@app/blob-export';
import { AppError, Clock, type DownloadTask, type EntraCredentials } from '@app/domain';
import { TaskStore } from '@app/jobs';
import { EntraApplication, secretNames } from '@app/secrets';

/**
 * Tells the Import service how a task ended, and only then notes it. A crash in between tells it again, in the same words: the
 * service may hear of one end twice, never of none, and counts a task as done at the first success
 * (docs/decisions/009-completion-calls.md).
 */
@Injectable()
export class TaskReport {
  constructor(
    private readonly reporter: CompletionReporter,
    private readonly tasks: TaskStore,
    private readonly application: EntraApplication,
    private readonly clock: Clock,
  ) {}

  async delivered(task: DownloadTask, items: DeliveredItem[], signal: AbortSignal): Promise<void> {
    await this.tell(task, CompletionStatus.Success, items, signal);
    const itemCount = items.length;
    const completedAt = this.clock.now();
    await this.tasks.finish(task.jobId, task.taskId, {
      state: 'delivered',
      completedAt,
      itemCount,
    });
  }

  /** The service asks again later; nothing is given up. */
  async failedForNow(task: DownloadTask, signal: AbortSignal): Promise<void> {
    const { jobId, taskId, sealedSink } = task;
    await this.tell(task, CompletionStatus.TemporaryFailure, [], signal);
    const completedAt = this.clock.now();
    const end = { state: 'handed-back', completedAt, itemCount: 0, sealedSink } as const;
    await this.tasks.finish(jobId, taskId, end);
  }

  private async tell(
    { jobId, taskId }: DownloadTask,
    status: CompletionStatus,
    items: DeliveredItem[],
    signal: AbortSignal,
  ): Promise<void> {
    const app = await this.app();
    await this.reporter.report(app, jobId, { taskId, status, items }, { signal });
  }

  private async app(): Promise<EntraCredentials> {
    const app = await this.application.find();
    if (app) return app;
    throw new AppError(
      'secrets.missing',
      'The Entra ID application is not set; set its id and its secret in the settings.',
      { name: `${secretNames.aadAppId}, ${secretNames.aadAppSecret}` },
    );
  }
}
