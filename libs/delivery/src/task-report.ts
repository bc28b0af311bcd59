import { Injectable } from '@nestjs/common';
import { CompletionReporter, CompletionStatus, type DeliveredItem } from '@app/blob-export';
import { AppError, Clock, type DownloadTask, type Secret } from '@app/domain';
import { TaskStore } from '@app/jobs';
import { secretNames, SecretStore } from '@app/secrets';

/** Tells the Import service how a task ended, and only then notes it. */
@Injectable()
export class TaskReport {
  constructor(
    private readonly reporter: CompletionReporter,
    private readonly tasks: TaskStore,
    private readonly secrets: SecretStore,
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
    const appSecret = await this.appSecret();
    await this.reporter.report(appSecret, jobId, { taskId, status, items }, { signal });
    await this.tasks.finish(jobId, taskId, {
      state: status === CompletionStatus.Success ? 'delivered' : 'handed-back',
      completedAt: this.clock.now(),
      itemCount: items.length,
    });
  }

  private async appSecret(): Promise<Secret> {
    const secret = await this.secrets.find(secretNames.aadAppSecret);
    if (secret) return secret;
    throw new AppError(
      'secrets.missing',
      'The secret of the Entra ID application is not set; set it in the settings.',
      { name: secretNames.aadAppSecret },
    );
  }
}
