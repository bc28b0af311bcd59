import { Injectable } from '@nestjs/common';
import { Clock, type ConnectorJob, deletedJobs } from '@app/domain';
import { AlertBook, ParkedItems, TaskList, TaskQueue } from '@app/jobs';
import { type Reading } from '@app/telemetry';

/** One request for each job and state: a page of the table has 1000 rows, and the list reads one more than it is asked for. */
const TASKS = 999;

/** How delivery stands, and what is wrong. */
@Injectable()
export class DeliveryFigures {
  constructor(
    private readonly tasks: TaskList,
    private readonly queue: TaskQueue,
    private readonly parked: ParkedItems,
    private readonly alerts: AlertBook,
    private readonly clock: Clock,
  ) {}

  /** Of deleted jobs nothing is counted. */
  async read(jobs: readonly ConnectorJob[]): Promise<Reading[]> {
    const without = deletedJobs(jobs);
    const jobIds = jobs.map(({ jobId }) => jobId).filter((jobId) => !without.has(jobId));
    const [ofTasks, { waiting, poisoned }, parked, ofAlerts] = await Promise.all([
      this.ofTasks(jobIds),
      this.queue.depth(),
      this.parked.count({ without }),
      this.ofAlerts(),
    ]);
    return [
      ...ofTasks,
      ...ofAlerts,
      { name: 'twitter_archive.queue.messages', value: waiting },
      { name: 'twitter_archive.queue.poisoned', value: poisoned },
      { name: 'twitter_archive.items.parked', value: parked },
    ];
  }

  private async ofTasks(jobIds: string[]): Promise<Reading[]> {
    const page = (state: 'waiting' | 'handed-back') =>
      this.tasks.page({ jobIds, state, limit: TASKS });
    const [waiting, handedBack] = await Promise.all([page('waiting'), page('handed-back')]);
    const name = 'twitter_archive.tasks.unfinished';
    const oldest = waiting.tasks.at(-1)?.receivedAt;
    const ageMs = oldest ? this.clock.now().getTime() - oldest.getTime() : 0;
    const age = Math.max(0, Math.round(ageMs / 1000));
    return [
      { name, value: waiting.tasks.length, attributes: { state: 'waiting' } },
      { name, value: handedBack.tasks.length, attributes: { state: 'handed-back' } },
      { name: 'twitter_archive.tasks.oldest_waiting_seconds', value: age },
    ];
  }

  private async ofAlerts(): Promise<Reading[]> {
    const raised = (await this.alerts.list()).filter(({ state }) => state === 'raised');
    return [...Map.groupBy(raised, ({ code }) => code)].map(([code, { length: value }]) => ({
      name: 'twitter_archive.alerts.raised',
      value,
      attributes: { code },
    }));
  }
}
