import { Injectable } from '@nestjs/common';
import { PostArchive } from '@app/archive';
import { type ConnectorJob, type DownloadTask } from '@app/domain';

import { CoverageGate, type GateAnswer } from '../coverage-gate';
import { TaskDelivery, type Uploaded } from '../task-delivery';
import { entriesOfTask } from '../task-entries';
import { DayPlan } from './day-plan';
import { PURVIEW_ITEMS_PER_DAY } from './day-place';

/** Its day has not come yet. */
export interface Waits {
  kind: 'waits';
  until: Date;
  /** How many it has, at most. */
  items: number;
}

export type DeliveryResult =
  ({ kind: 'uploaded' } & Uploaded) | Waits | Exclude<GateAnswer, { kind: 'settled' }>;

/** Serves a task whose window is captured, on a day that takes its items. */
@Injectable()
export class PlannedDelivery {
  constructor(
    private readonly gate: CoverageGate,
    private readonly archive: PostArchive,
    private readonly plan: DayPlan,
    private readonly delivery: TaskDelivery,
  ) {}

  /**
   * The day counts that the service is told on: its items are counted before the upload, and again after it, when it is known how many
   * they are and whether midnight has passed. What is not captured yet takes no place. What a failing try has not even begun
   * to put is free again once the task is handed back.
   * What {@link DayPlan.place} and {@link TaskDelivery.deliver} reject with, it rejects with.
   */
  async deliver(
    job: ConnectorJob,
    task: DownloadTask,
    signal: AbortSignal,
  ): Promise<DeliveryResult> {
    const answer = await this.gate.check(job.accountId, task);
    if (answer.kind !== 'settled') return answer;
    const items = await this.count(job, task);
    const before = await this.plan.place(task, items, 'now');
    if (before.kind === 'waits') return { ...before, items };
    let put = 0;
    const uploaded = await this.delivery
      .deliver(job, task, answer.statement, signal, () => (put += 1))
      .catch(async (error: unknown) => {
        await this.plan.notPut(task, before.day, items - put);
        throw error;
      });
    const delivered = uploaded.counts.items;
    const after = await this.plan.place(task, delivered, 'before');
    if (after.kind === 'waits') return { ...after, items: delivered };
    return { kind: 'uploaded', ...uploaded };
  }

  /** Gives back what the task has of days and does not need: nobody delivers it any more. */
  leave(task: DownloadTask): Promise<void> {
    return this.plan.leave(task);
  }

  /** The index alone is read. Counts no further than to one more than any day takes. */
  private async count({ accountId }: ConnectorJob, task: DownloadTask): Promise<number> {
    const entries = entriesOfTask(this.archive, accountId, task);
    let items = 0;
    while (items <= PURVIEW_ITEMS_PER_DAY && !(await entries.next()).done) items += 1;
    await entries.return(undefined);
    return items;
  }
}
