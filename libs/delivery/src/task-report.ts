import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { MediaArchive } from '@app/archive';
import { type Completion, CompletionReporter, CompletionStatus } from '@app/blob-export';
import { Clock, type ConnectorJob, type DownloadTask } from '@app/domain';
import { TaskStore } from '@app/jobs';
import { EntraApplication } from '@app/secrets';
import pMap from 'p-map';

import { ParkedBook } from './parked-book';
import { type PutWithout, type Uploaded } from './task-delivery';

const none = () => Readable.from([]);
const NOTES_AT_ONCE = 8;

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
    private readonly parked: ParkedBook,
    private readonly media: MediaArchive,
  ) {}

  /**
   * What was parked, and which items lack a file, is noted before all else: a task that was told to have succeeded may not be asked for again,
   * and repeated after a crash it may have the file that the service was not given. The latter is noted once more when the service has the items: of
   * a file that came and was told of meanwhile it is told again.
   */
  async delivered(
    job: ConnectorJob,
    task: DownloadTask,
    uploaded: Uploaded,
    signal: AbortSignal,
  ): Promise<void> {
    await this.parked.note(job, task, uploaded);
    await this.noteLacking(job, uploaded, signal);
    await this.tell(task, CompletionStatus.Success, uploaded.delivered, signal);
    await this.noteLacking(job, uploaded, signal);
    await this.parked.forget(job, uploaded);
    const itemCount = uploaded.counts.items;
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
    await this.tell(task, CompletionStatus.TemporaryFailure, none, signal);
    const completedAt = this.clock.now();
    const end = { state: 'handed-back', completedAt, itemCount: 0, sealedSink } as const;
    await this.tasks.finish(jobId, taskId, end);
  }

  private async noteLacking(
    { accountId }: ConnectorJob,
    { counts, lacking }: Uploaded,
    signal: AbortSignal,
  ): Promise<void> {
    if (counts.missingMedia === 0) return;
    const note = ({ itemId, fileKeys }: PutWithout) =>
      this.media.noteLacking(accountId, itemId, fileKeys);
    await pMap(lacking(), note, { concurrency: NOTES_AT_ONCE, signal });
  }

  private async tell(
    { jobId, taskId }: DownloadTask,
    status: CompletionStatus,
    items: Completion['items'],
    signal: AbortSignal,
  ): Promise<void> {
    const app = await this.application.get();
    await this.reporter.report(app, jobId, { taskId, status, items }, { signal });
  }
}
