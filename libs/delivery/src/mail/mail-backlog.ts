import { CaptureStateStore, type DayCount, PostArchive, type PostEntry } from '@app/archive';
import {
  BEGINNING_OF_POSTS,
  Clock,
  type Coverage,
  firstIdAt,
  ID_ZERO,
  intervalsWithin,
  isSettled,
  type TimeWindow,
} from '@app/domain';
import { type HandledMessage, MailLedger } from '@app/jobs';
import { Injectable } from '@nestjs/common';

import { messageKeyOf } from './message-key';

const DAY_MS = 24 * 3600_000;
/** What of older months is new is looked for so often, besides whenever capture has settled more of them. */
const LOOK_BACK_EVERY_MS = 15 * 60_000;
/** What was put aside is tried again so much later. */
const TRY_AGAIN_AFTER_MS = DAY_MS;

/** When all months of an account were gone through, and what was settled of the older ones then. */
interface LookBack {
  at: Date;
  settled: string;
}

export interface DueMessage {
  entry: PostEntry;
  /** It was tried before, a day ago or earlier, and is tried again. */
  wasPutAside: boolean;
}

/** What of an account is archived and not yet handed to the mail server. */
@Injectable()
export class MailBacklog {
  /** By account. Forgotten when the process ends: another begins with all months. */
  private readonly lookBacks = new Map<string, LookBack>();
  private readonly begun = new Map<string, LookBack | undefined>();

  constructor(
    private readonly posts: PostArchive,
    private readonly states: CaptureStateStore,
    private readonly ledger: MailLedger,
    private readonly clock: Clock,
  ) {}

  /**
   * Every archived version that was not delivered, by month, then id; posts once capture has settled where they are. That the
   * archive has more of a month than the ledger is how a late one is found, however late. Of older months than the last the counts are
   * compared now and then only, so that a look costs little; each time, until {@link endLook} was called.
   */
  async *due(accountId: string): AsyncGenerator<DueMessage> {
    const { coverage } = (await this.states.load(accountId)).state;
    const now = this.clock.now();
    const recent = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1));
    const settled = settledBefore(recent, coverage);
    const isLookBack = this.isToLookBack(accountId, settled, now);
    this.begun.set(accountId, isLookBack ? { at: now, settled } : undefined);
    const start = isLookBack ? BEGINNING_OF_POSTS : recent;
    const window = { start, end: new Date(now.getTime() + DAY_MS) };
    for (const month of await this.monthsWithMore(accountId, window, isLookBack)) {
      yield* this.dueOf(accountId, month, coverage);
    }
  }

  /** All that the last look gave was handed over or put aside. */
  endLook(accountId: string): void {
    const begun = this.begun.get(accountId);
    if (begun) this.lookBacks.set(accountId, begun);
  }

  private isToLookBack(accountId: string, settled: string, now: Date): boolean {
    const last = this.lookBacks.get(accountId);
    return last?.settled !== settled || now.getTime() - last.at.getTime() >= LOOK_BACK_EVERY_MS;
  }

  /** Those with more than was delivered; with more than was handled, unless what was put aside counts. */
  private async monthsWithMore(
    accountId: string,
    window: TimeWindow,
    withParked: boolean,
  ): Promise<string[]> {
    const [days, months] = await Promise.all([
      this.posts.countByDay(accountId, window),
      this.ledger.months(accountId),
    ]);
    const handled = new Map(
      months.map(({ month, delivered, parked }) => [month, delivered + (withParked ? 0 : parked)]),
    );
    return [...byMonth(days)]
      .filter(([month, total]) => total > (handled.get(month) ?? 0))
      .map(([month]) => month);
  }

  private async *dueOf(
    accountId: string,
    month: string,
    coverage: Coverage,
  ): AsyncGenerator<DueMessage> {
    const known = new Map<string, HandledMessage>();
    for await (const each of this.ledger.list(accountId, month)) known.set(each.id, each);
    for await (const entry of this.posts.list(accountId, windowOf(month))) {
      const handled = known.get(messageKeyOf(entry).id);
      if (this.isDone(handled)) continue;
      const { postId } = entry;
      const isOwnPost = entry.type === 'post';
      if (isOwnPost && !isSettled(coverage, { from: postId, to: postId })) continue;
      yield { entry, wasPutAside: handled !== undefined };
    }
  }

  private isDone(handled: HandledMessage | undefined): boolean {
    if (handled?.state !== 'parked') return handled !== undefined;
    return this.clock.now().getTime() - handled.at.getTime() < TRY_AGAIN_AFTER_MS;
  }
}

/** Where of the time before capture has read or can read no more, as a text to compare. */
function settledBefore(time: Date, coverage: Coverage): string {
  const before = { from: ID_ZERO, to: firstIdAt(time) };
  const ranges = (['complete', 'unreachable'] as const).map((state) =>
    intervalsWithin(coverage, before, state),
  );
  return JSON.stringify(ranges);
}

/** The counts of whole months from those of their days. */
function byMonth(days: readonly DayCount[]): Map<string, number> {
  const months = new Map<string, number>();
  for (const { day, total } of days) {
    const month = day.slice(0, 7).replace('-', '');
    months.set(month, (months.get(month) ?? 0) + total);
  }
  return months;
}

function windowOf(month: string): TimeWindow {
  const [year, index] = [Number(month.slice(0, 4)), Number(month.slice(4)) - 1];
  const end = new Date(Date.UTC(year, index + 1) - 1);
  return { start: new Date(Date.UTC(year, index)), end };
}
