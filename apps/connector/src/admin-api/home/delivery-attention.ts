import { Injectable } from '@nestjs/common';
import { appErrorFaults } from '@app/domain';
import { ParkedItems, TaskList, type TaskSummary } from '@app/jobs';

import { type Account } from '../accounts/account';
import { type Attention } from './attention';

/** Tasks that wait are looked through so far; more of them fail for the same reasons. */
const MAX_TASKS = 200;

/** What does not get through to the mailboxes. */
@Injectable()
export class DeliveryAttention {
  constructor(
    private readonly tasks: TaskList,
    private readonly parked: ParkedItems,
  ) {}

  async find(accounts: readonly Account[]): Promise<Attention[]> {
    const [failed, parked] = await Promise.all([this.failedTasks(accounts), this.parkedItems()]);
    return [...failed, ...parked];
  }

  /** One for each job and reason: a fault usually meets every task that waits. */
  private async failedTasks(accounts: readonly Account[]): Promise<Attention[]> {
    const jobIds = accounts.flatMap(({ jobs }) => jobs.map(({ jobId }) => jobId));
    if (jobIds.length === 0) return [];
    const { tasks } = await this.tasks.page({ jobIds, state: 'waiting', limit: MAX_TASKS });
    const failing = tasks.filter(({ lastError }) => lastError);
    const groups = Map.groupBy(failing, ({ jobId, lastError }) => `${jobId} ${lastError?.code}`);
    return [...groups.values()].flatMap((group) => failedTasks(group));
  }

  private async parkedItems(): Promise<Attention[]> {
    const count = await this.parked.count();
    if (count === 0) return [];
    const text = `${count === 1 ? 'One post was' : `${count} posts were`} put aside because delivery failed for good. Look at the parked items, and try them again.`;
    return [{ kind: 'parked-items', severity: 'warning', text }];
  }
}

/** Of tasks of one job that failed for one reason. */
function failedTasks(tasks: readonly TaskSummary[]): Attention[] {
  const [newest] = tasks;
  if (!newest?.lastError) return [];
  const { jobId, taskId, lastError } = newest;
  const faults: Readonly<Record<string, string>> = appErrorFaults;
  const severity = faults[lastError.code] === 'transient' ? 'warning' : 'error';
  const what = tasks.length === 1 ? 'A download task' : `${tasks.length} download tasks`;
  const text = `${what} could not be delivered, and will be tried again. ${lastError.message}`;
  const times = tasks.flatMap((task) => task.lastError?.at ?? []);
  const [since] = times.toSorted((a, b) => a.getTime() - b.getTime());
  const subject = `${jobId}/${taskId}`;
  return [{ kind: 'task-failed', severity, subject, text, ...(since && { since }) }];
}
