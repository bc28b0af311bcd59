import { Injectable } from '@nestjs/common';
import { dayOf } from '@app/archive';
import { LimitsConfig } from '@app/config';
import { Clock, type ConnectorJob } from '@app/domain';
import { DeliveryDays, ReadCounts, readMonthOf } from '@app/jobs';

import { deliveryDayView, readsView, type UsageView } from './usage.view';

/** How much is delivered today and read this month, and how much may be. */
@Injectable()
export class Usage {
  constructor(
    private readonly days: DeliveryDays,
    private readonly reads: ReadCounts,
    private readonly config: LimitsConfig,
    private readonly clock: Clock,
  ) {}

  /** Of these jobs, and of all accounts' reads; with those of one when it is named. */
  async of(jobs: readonly ConnectorJob[], accountId?: string): Promise<UsageView> {
    const now = this.clock.now();
    const { deliveryItemsPerDay, xReadsPerMonth } = this.config;
    const terms = { today: dayOf(now), limit: deliveryItemsPerDay };
    const month = readMonthOf(now);
    const [counts, deliveries] = await Promise.all([
      this.reads.of(month),
      Promise.all(
        jobs
          .filter(({ state }) => state === 'created')
          .map(async ({ jobId }) =>
            deliveryDayView(jobId, await this.days.from(jobId, terms.today), terms),
          ),
      ),
    ]);
    return { reads: readsView(month, counts, { limit: xReadsPerMonth, accountId }), deliveries };
  }
}
