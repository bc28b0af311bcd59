import { Injectable } from '@nestjs/common';
import { Clock, type DownloadTask, isAppError } from '@app/domain';
import { TaskList, type TaskWait } from '@app/jobs';

/** Often enough to look alive, seldom enough to cost nothing. */
const PROGRESS_EVERY_MS = 3_000;

/** What an admin sees of a task while it is worked on. Notes keep no delivery back: one that cannot be kept is not kept. */
@Injectable()
export class TaskNotes {
  constructor(
    private readonly list: TaskList,
    private readonly clock: Clock,
  ) {}

  /** To be told how many items are delivered, as often as that changes. Nobody waits for what is noted of it. */
  progressOf(task: DownloadTask): (delivered: number) => void {
    let nextAt = 0;
    return (delivered) => {
      const at = this.clock.now();
      if (at.getTime() < nextAt) return;
      // None while one is under way, and no other after one that failed.
      nextAt = Infinity;
      this.list.noteProgress(task, { delivered, at }).then(
        () => (nextAt = this.clock.now().getTime() + PROGRESS_EVERY_MS),
        () => (nextAt = Infinity),
      );
    };
  }

  /** Why a try failed. What this service does not expect is in the log alone: its words are nobody's to check. */
  async failed(task: DownloadTask, attempt: number, error: unknown): Promise<void> {
    const unexpected = "Something unexpected went wrong; it is in the worker's log.";
    const reason = isAppError(error) ? error : { code: 'unexpected', message: unexpected };
    await this.note(task, attempt, reason);
  }

  /** How many tries before this one have come to no end, since one did. One that was refused for that was none. */
  async deathsBefore({ jobId, taskId }: DownloadTask, attempt: number): Promise<number> {
    const { lastError } = (await this.list.find(jobId, taskId)) ?? {};
    const isOfTry = lastError && lastError.code !== 'jobs.worker_dies';
    const lastEnd = isOfTry && lastError.attempt < attempt ? lastError.attempt : 0;
    return attempt - 1 - lastEnd;
  }

  async waitedTooLong(task: DownloadTask, attempt: number): Promise<void> {
    const message =
      'Capture has not read the whole window yet; the Import service was told to ask again later.';
    await this.note(task, attempt, { code: 'waited-too-long', message });
  }

  /** It waits for a day that takes its items. */
  async waits(task: DownloadTask, { until, items }: TaskWait): Promise<void> {
    await this.tryTo(() => this.list.noteWait(task, { until, items }));
  }

  private async note(
    task: DownloadTask,
    attempt: number,
    { code, message }: { code: string; message: string },
  ): Promise<void> {
    const failure = { code, message, at: this.clock.now(), attempt };
    await this.tryTo(() => this.list.noteFailure(task, failure));
  }

  private async tryTo(note: () => Promise<void>): Promise<void> {
    try {
      await note();
    } catch (error) {
      // The store and the queue meet the same trouble at once, and tell it.
      if (!isAppError(error, 'jobs.unavailable')) throw error;
    }
  }
}
