import { Injectable } from '@nestjs/common';
import { CompletionReporter, CompletionStatus, type DeliveredItem } from '@app/blob-export';
import { AppError, Clock, type DownloadTask, type EntraCredentials } from '@app/domain';
import { TaskStore } from '@app/jobs';
import { EntraApplication, secretNames } from '@app/secrets';

/** Tells the Import service how a task ended, and only then notes it. */
@Injectable()
export class TaskReport {
  constructor(
    private readonly reporter: CompletionReporter,
    private readonly tasks: TaskStore,
    private readonly application: EntraApplication,
    private readonly clock: Clock,
  ) {}

  async delivered(task: DownloadTask, items: DeliveredItem[], signal: AbortSignal): Promise<void> {
    await this.report(task, CompletionStatus.Success, items, signal);
  }

  /** The service asks again later; nothing is given up. */
  async failedForNow(task: DownloadTask, signal: AbortSignal): Promise<void> {
    await this.report(task, CompletionStatus.TemporaryFailure, [], signal);
  }

  private async report(
    task: DownloadTask,
    status: CompletionStatus,
    items: DeliveredItem[],
    signal: AbortSignal,
  ): Promise<void> {
    const { jobId, taskId } = task;
    const app = await this.app();
    await this.reporter.report(app, jobId, { taskId, status, items }, { signal });
    await this.tasks.finish(jobId, taskId, {
      state: status === CompletionStatus.Success ? 'delivered' : 'handed-back',
      completedAt: this.clock.now(),
      itemCount: items.length,
    });
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
