import { Injectable } from '@nestjs/common';
import { Clock, type ConnectorJob, deletedJobs } from '@app/domain';
import { AlertBook, ParkedItems, TaskList, TaskQueue } from '@app/jobs';
import { type Reading } from '@app/telemetry';

import { type FigureParts } from './figure-parts';

/** One request for each job and state: a page of the table has 1000 rows, and the list reads one more than it is asked for. */
const TASKS = 999;

/** How delivery stands, and what is wrong. */
@Injectable()
export class DeliveryFigures {
  /** Of deleted jobs nothing is counted. */
  readonly parts = {
    tasks: async (jobs) => this.ofTasks(await jobs()),
    queue: () => this.ofQueue(),
    parked: async (jobs) => this.ofParked(await jobs()),
    alerts: () => this.ofAlerts(),
  } satisfies FigureParts;

  constructor(
    private readonly tasks: TaskList,
    private readonly queue: TaskQueue,
    private readonly parked: ParkedItems,
    private readonly alerts: AlertBook,
    private readonly clock: Clock,
  ) {}

  private async ofTasks(jobs: readonly ConnectorJob[]): Promise<Reading[]> {
    const without = deletedJobs(jobs);
    const jobIds = jobs.map(({ jobId }) => jobId).filter((jobId) => !without.has(jobId));
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

  private async ofQueue(): Promise<Reading[]> {
    const { waiting, poisoned } = await this.queue.depth();
    return [
      { name: 'twitter_archive.queue.messages', value: waiting },
      { name: 'twitter_archive.queue.poisoned', value: poisoned },
    ];
  }

  private async ofParked(jobs: readonly ConnectorJob[]): Promise<Reading[]> {
    const value = await this.parked.count({ without: deletedJobs(jobs) });
    return [{ name: 'twitter_archive.items.parked', value }];
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
