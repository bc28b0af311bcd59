import { Injectable } from '@nestjs/common';
import { appErrorFaults, deletedJobs } from '@app/domain';
import { JobStore, ParkedItems, type TaskSummary } from '@app/jobs';

import { FailedTasks } from '../tasks/failed-tasks';
import { type Attention, type Severity } from './attention';

/** What does not get through to the mailboxes. */
@Injectable()
export class DeliveryAttention {
  constructor(
    private readonly tasks: FailedTasks,
    private readonly jobs: JobStore,
    private readonly parked: ParkedItems,
  ) {}

  async find(): Promise<Attention[]> {
    const [failed, count] = await Promise.all([this.tasks.list(), this.countParked()]);
    return [...failedTasks(failed), ...parkedItems(count)];
  }

  private async countParked(): Promise<number> {
    const without = deletedJobs(await this.jobs.list({ withDeleted: true }));
    return this.parked.count({ without });
  }
}

/** One for each job and reason: a fault usually meets every task that waits. */
function failedTasks(tasks: readonly TaskSummary[]): Attention[] {
  const reasonOf = ({ jobId, state, lastError }: TaskSummary) =>
    `${jobId} ${state} ${lastError?.code ?? ''}`;
  return [...Map.groupBy(tasks, reasonOf).values()].flatMap(([newest, ...others]) =>
    newest ? failure(newest, others) : [],
  );
}

/** Of tasks of one job that failed for one reason. */
function failure(newest: TaskSummary, others: readonly TaskSummary[]): Attention {
  const { jobId, taskId, lastError, state } = newest;
  const count = others.length + 1;
  const what = count === 1 ? 'A download task' : `${count} download tasks`;
  const next =
    state === 'waiting'
      ? 'failed, to be tried again by itself.'
      : 'went back to the Import service, which asks again later.';
  const text = [what, next, lastError?.message].filter(Boolean).join(' ');
  const times = [newest, ...others].flatMap((task) => task.lastError?.at ?? task.completedAt ?? []);
  const [since] = times.toSorted((a, b) => a.getTime() - b.getTime());
  const severity = severityOf(newest);
  const subject = `${jobId}/${taskId}`;
  return { kind: 'task-failed', severity, subject, text, ...(since && { since }) };
}

/** What was handed back is in the service's hands; what waits may pass, or be an admin's to mend. */
function severityOf({ state, lastError }: TaskSummary): Severity {
  const faults: Readonly<Record<string, string>> = appErrorFaults;
  const mayPass = state === 'handed-back' || faults[lastError?.code ?? ''] === 'transient';
  return mayPass ? 'warning' : 'error';
}

function parkedItems(count: number): Attention[] {
  if (count === 0) return [];
  const what = count === 1 ? 'One post was' : `${count} posts were`;
  const text = `${what} put aside because delivery failed for good. Look at the parked items, and try them again.`;
  return [{ kind: 'parked-items', severity: 'warning', text }];
}
