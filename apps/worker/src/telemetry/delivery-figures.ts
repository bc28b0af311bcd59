import { Injectable } from '@nestjs/common';
import { Clock, type ConnectorJob, deletedJobs } from '@app/domain';
import { AlertBook, ParkedItems, TaskList, TaskQueue } from '@app/jobs';
import { type Reading } from '@app/telemetry';
import pLimit from 'p-limit';

import { type FigureParts } from './figure-parts';

/** One request for each job and state: a page of the table has 1000 rows, and the list reads one more than it is asked for. */
const TASKS = 999;
const JOBS_AT_ONCE = 8;

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
    const ofAll = async (state: 'waiting' | 'handed-back') => {
      const read = (jobId: string) => this.tasks.page({ jobIds: [jobId], state, limit: TASKS });
      const pages = await pLimit(JOBS_AT_ONCE).map(jobIds, read);
      return pages.flatMap(({ tasks }) => tasks);
    };
    const [waiting, handedBack] = await Promise.all([ofAll('waiting'), ofAll('handed-back')]);
    const name = 'twitter_archive.tasks.unfinished';
    const now = this.clock.now().getTime();
    const ages = waiting.map(({ receivedAt }) => Math.round((now - receivedAt.getTime()) / 1000));
    const age = ages.reduce((oldest, each) => Math.max(oldest, each), 0);
    return [
      { name, value: waiting.length, attributes: { state: 'waiting' } },
      { name, value: handedBack.length, attributes: { state: 'handed-back' } },
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
