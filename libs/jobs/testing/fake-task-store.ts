import { AppError, type DownloadTask } from '@app/domain';
import { ended, receivedAgain, type TaskEnd, type TaskOutline, type TaskStore } from '@app/jobs';
import { CrashPoint } from '@testing/domain';

/** Tasks in memory. */
export class FakeTaskStore implements TaskStore {
  private readonly tasks = new Map<string, DownloadTask>();

  constructor(private readonly crash = new CrashPoint()) {}

  async receive(task: DownloadTask): Promise<DownloadTask> {
    await Promise.resolve();
    const known = this.tasks.get(key(task));
    return this.keep(known ? receivedAgain(known, task) : task);
  }

  find(jobId: string, taskId: string): Promise<DownloadTask | undefined> {
    this.crash.read();
    return Promise.resolve(this.tasks.get(key({ jobId, taskId })));
  }

  async finish(jobId: string, taskId: string, end: TaskEnd): Promise<void> {
    await Promise.resolve();
    const known = this.tasks.get(key({ jobId, taskId }));
    if (!known) throw new AppError('jobs.unknown_task', `There is no task ${taskId}.`);
    this.keep(ended(known, end));
  }

  async *list(jobId: string): AsyncGenerator<TaskOutline> {
    await Promise.resolve();
    for (const { dirtyEntities, sealedSink: _, ...task } of this.tasks.values())
      if (task.jobId === jobId) yield { ...task, isWithIds: dirtyEntities.length > 0 };
  }

  /** All tasks, as they are now. */
  all(): DownloadTask[] {
    return [...this.tasks.values()];
  }

  private keep(task: DownloadTask): DownloadTask {
    this.crash.write(() => this.tasks.set(key(task), task));
    return task;
  }
}

function key({ jobId, taskId }: { jobId: string; taskId: string }): string {
  return JSON.stringify([jobId, taskId]);
}
