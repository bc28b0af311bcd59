import { Injectable } from '@nestjs/common';
import { dayOf } from '@app/archive';
import { LimitsConfig } from '@app/config';
import { AppError, Clock, type DownloadTask, sinkContext } from '@app/domain';
import { DeliveryDays } from '@app/jobs';
import { Sealer } from '@app/secrets';

import {
  type Claim,
  isBackfill,
  PURVIEW_ITEMS_PER_DAY,
  withoutPlace,
  withoutPut,
  withPlace,
} from './day-place';

const DAY_MS = 24 * 3600_000;
/** The queue hides a message for a week at most. */
const DAYS_AHEAD = 6;
/** What a task needs of its container's time once its day has come. */
const TIME_TO_DELIVER_MS = 3600_000;

export type Place = { kind: 'today'; day: string } | { kind: 'waits'; until: Date };

/** Spreads what is delivered for a job over days, each of which takes so many items and no more. */
@Injectable()
export class DayPlan {
  constructor(
    private readonly days: DeliveryDays,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    private readonly config: LimitsConfig,
  ) {}

  /**
   * Takes the first place there is for so many items of the task, today or on a later day; it keeps that one alone, and what it has put into
   * a container on another. The items of today are taken for put now, or before. Rejects with `export.too_many_items` when no day takes so
   * many, and with `export.day_full` when its container would expire before its day.
   */
  async place(task: DownloadTask, items: number, isPut: 'before' | 'now'): Promise<Place> {
    if (items > PURVIEW_ITEMS_PER_DAY) throw tooMany(task);
    const now = this.clock.now();
    const today = dayOf(now);
    const days = [today, ...daysAfter(now)];
    const claim = { taskId: task.taskId, items, isBackfill: isBackfill(task, now) };
    const day = await this.firstWithPlace(task.jobId, days, (each) => ({
      ...{ ...claim, isPut: each === today ? isPut : 'later' },
    }));
    await this.leaveDaysBut(day, task, today);
    if (day === today) return { kind: 'today', day };
    const until = new Date(`${day ?? days[1]}T00:00:00Z`);
    if (await this.expiresBefore(task, until.getTime() + TIME_TO_DELIVER_MS)) {
      await this.leaveDaysBut(undefined, task, today);
      throw dayFull(until);
    }
    return { kind: 'waits', until };
  }

  /** So many items that were to be put on a day were not. */
  async notPut({ jobId, taskId }: DownloadTask, day: string, items: number): Promise<void> {
    await this.days.change(jobId, day, (known) => withoutPut(known, taskId, items));
  }

  /** Gives the task's place back, but for what it may have put into a container. */
  async leave(task: DownloadTask): Promise<void> {
    await this.leaveDaysBut(undefined, task, dayOf(this.clock.now()));
  }

  private async firstWithPlace(
    jobId: string,
    days: readonly string[],
    claimOf: (day: string) => Claim,
  ): Promise<string | undefined> {
    for (const day of days) {
      const placed = await this.days.change(jobId, day, (known) =>
        withPlace(known, claimOf(day), this.config.deliveryItemsPerDay),
      );
      if (placed) return day;
    }
    return undefined;
  }

  private async leaveDaysBut(
    kept: string | undefined,
    { jobId, taskId }: DownloadTask,
    today: string,
  ): Promise<void> {
    for (const { day, taken } of await this.days.from(jobId, today)) {
      if (day === kept || !taken.has(taskId)) continue;
      await this.days.change(jobId, day, (known) => withoutPlace(known, taskId));
    }
  }

  private async expiresBefore(task: DownloadTask, ms: number): Promise<boolean> {
    const uri = (await this.sealer.open(task.sealedSink, sinkContext(task))).reveal();
    const expiry = URL.canParse(uri) ? new URL(uri).searchParams.get('se') : null;
    // A container lent without a time of its own (by a policy) is tried when the day has come.
    return expiry !== null && Date.parse(expiry) < ms;
  }
}

/** Those that can be waited for. */
function daysAfter(now: Date): string[] {
  return Array.from({ length: DAYS_AHEAD }, (_, i) =>
    dayOf(new Date(now.getTime() + (i + 1) * DAY_MS)),
  );
}

function tooMany({ window }: DownloadTask): AppError {
  const period = `${dayOf(window.start)} to ${dayOf(window.end)}`;
  return new AppError(
    'export.too_many_items',
    `More than ${PURVIEW_ITEMS_PER_DAY} items are asked for at once (${period}). Purview imports none of a day with so many, so none was delivered. Set the connector in the Purview portal to import from a later date, and hand over the time before with npm run export.`,
    { period },
  );
}

function dayFull(until: Date): AppError {
  const day = dayOf(until);
  return new AppError(
    'export.day_full',
    `The items of the day are used up. The task has its turn on ${day}, but the container it was lent expires before; the Import service was told to ask again later.`,
    { day },
  );
}
