import { type AppError, type DownloadTask } from '@app/domain';
import {
  type Position,
  readContinuation,
  summaryOf,
  type TaskDelivery,
  type TaskFailure,
  type TaskList,
  type TaskNotes,
  type TaskPage,
  type TaskProgress,
  type TaskQuery,
  type TaskSummary,
  type TaskWait,
  writeContinuation,
} from '@app/jobs';
import { CrashPoint } from '@testing/domain';

import { type FakeTaskStore } from './fake-task-store';

type ReceivedTask = Pick<DownloadTask, 'jobId' | 'taskId' | 'receivedAt'>;

/** The tasks of a FakeTaskStore, listed. */
export class FakeTaskList implements TaskList {
  /** Thrown by the next notes, one each. */
  failures: AppError[] = [];
  private readonly notes = new Map<string, TaskNotes>();

  constructor(
    private readonly tasks: FakeTaskStore,
    private readonly crash = new CrashPoint(),
  ) {}

  async page({ jobIds, state, limit, continuation }: TaskQuery): Promise<TaskPage> {
    await Promise.resolve();
    const after = continuation === undefined ? undefined : readContinuation(continuation);
    const rest = this.tasks
      .all()
      .filter((task) => jobIds.includes(task.jobId) && isOf(state, task))
      .sort((a, b) => compare(positionOf(a), positionOf(b)))
      .filter((task) => !after || compare(positionOf(task), after) > 0);
    const taken = rest.slice(0, limit);
    const last = rest.length > limit ? taken.at(-1) : undefined;
    const tasks = taken.map((task) => this.summaryOf(task));
    return last ? { tasks, continuation: writeContinuation(positionOf(last)) } : { tasks };
  }

  async find(jobId: string, taskId: string): Promise<TaskSummary | undefined> {
    const task = await this.tasks.find(jobId, taskId);
    return task && this.summaryOf(task);
  }

  async lastDelivery(jobIds: readonly string[]): Promise<TaskDelivery | undefined> {
    await Promise.resolve();
    return this.tasks
      .all()
      .flatMap(({ jobId, taskId, state, completedAt, itemCount = 0 }) =>
        jobIds.includes(jobId) && state === 'delivered' && completedAt
          ? [{ jobId, taskId, completedAt, itemCount }]
          : [],
      )
      .sort((a, b) => b.completedAt.getTime() - a.completedAt.getTime())[0];
  }

  noteProgress(task: ReceivedTask, progress: TaskProgress): Promise<void> {
    return this.note(task, { progress });
  }

  noteFailure(task: ReceivedTask, lastError: TaskFailure): Promise<void> {
    return this.note(task, { lastError });
  }

  noteWait(task: ReceivedTask, wait: TaskWait): Promise<void> {
    return this.note(task, { wait });
  }

  private async note(task: ReceivedTask, notes: TaskNotes): Promise<void> {
    await Promise.resolve();
    const failure = this.failures.shift();
    if (failure) throw failure;
    const key = noteKey(task);
    this.crash.write(() => this.notes.set(key, { ...this.notes.get(key), ...notes }));
  }

  private summaryOf(task: DownloadTask): TaskSummary {
    const { schemaVersion: _, sealedSink: __, dirtyEntities, ...outline } = task;
    const notes = this.notes.get(noteKey(task)) ?? {};
    return summaryOf({ ...outline, dirtyEntities: dirtyEntities.length }, notes);
  }
}

function isOf(wanted: TaskQuery['state'], { state }: DownloadTask): boolean {
  if (wanted === 'unfinished') return state !== 'delivered';
  return wanted === undefined || state === wanted;
}

/** A task received anew has none of the notes it had. */
function noteKey({ jobId, taskId, receivedAt }: ReceivedTask): string {
  return JSON.stringify([jobId, taskId, receivedAt]);
}

function positionOf({ receivedAt, taskId, jobId }: DownloadTask): Position {
  return [`${String(9e15 - receivedAt.getTime()).padStart(16, '0')} ${taskId}`, jobId];
}

function compare(a: Position, b: Position): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;
}
