import { Injectable } from '@nestjs/common';
import { LimitsConfig } from '@app/config';
import { AppError, Clock, type Stream } from '@app/domain';
import { ReadCounts, readMonthOf, readsOfAll } from '@app/jobs';

/** The rest of a month's reads is for the account's own posts. */
const SHARE_OF_OTHER_STREAMS = 0.9;

/** What may be read from X in a month, and how much of it is. */
@Injectable()
export class ReadBudget {
  constructor(
    private readonly counts: ReadCounts,
    private readonly clock: Clock,
    private readonly config: LimitsConfig,
  ) {}

  /** May more of the stream be read now? */
  async allows(stream: Stream): Promise<boolean> {
    const { xReadsPerMonth } = this.config;
    if (xReadsPerMonth === undefined) return true;
    const limit =
      stream === 'posts' ? xReadsPerMonth : Math.floor(xReadsPerMonth * SHARE_OF_OTHER_STREAMS);
    return readsOfAll(await this.counts.of(this.month())) < limit;
  }

  /** Rejects with `capture.read_budget_spent` when no more may be. */
  async check(stream: Stream): Promise<void> {
    if (await this.allows(stream)) return;
    throw new AppError(
      'capture.read_budget_spent',
      'What may be read from X this month is used up; raise X_READS_PER_MONTH, or wait for the next month.',
    );
  }

  /** Counts what X has billed. */
  async count(accountId: string, reads: number): Promise<void> {
    if (reads > 0) await this.counts.add(this.month(), accountId, reads);
  }

  /** When the month's reads begin anew. */
  renewedAt(): Date {
    const now = this.clock.now();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1));
  }

  private month(): string {
    return readMonthOf(this.clock.now());
  }
}
