import { Injectable } from '@nestjs/common';
import { isExplained, Reconciliation, type ReconciliationReport } from '@app/delivery';
import { accountsOf, Clock } from '@app/domain';
import { type Alert, JobStore } from '@app/jobs';

import { anAlert } from './account-findings';
import { ChainWatch } from './chain-watch';

const DAY_MS = 24 * 3600_000;
/** What is older was checked before; the page and the command check any time. */
const DAYS = 35;

/** Reconciles every account, as a records officer would, and verifies the chains of manifests. */
@Injectable()
export class DailyCheck {
  constructor(
    private readonly jobs: JobStore,
    private readonly reconciliation: Reconciliation,
    private readonly chains: ChainWatch,
    private readonly clock: Clock,
  ) {}

  async find(signal: AbortSignal): Promise<Alert[]> {
    const chains = await this.chains.find(await this.jobs.list({ withDeleted: true }), signal);
    return [...chains, ...(await this.unexplained(signal))];
  }

  private async unexplained(signal: AbortSignal): Promise<Alert[]> {
    const end = this.clock.now();
    const window = { start: new Date(end.getTime() - DAYS * DAY_MS), end };
    const found: Alert[] = [];
    for (const { accountId, username } of accountsOf(await this.jobs.list())) {
      const report = await endOf(this.reconciliation.run({ accountId, window, signal }));
      if (isExplained(report)) continue;
      const text = `Of @${username}, ${report.counts.unexplained} of ${report.counts.collected} archived versions of the last ${DAYS} days are neither handed over nor explained.`;
      found.push(anAlert('unexplained', accountId, end, text));
    }
    return found;
  }
}

async function endOf(run: ReturnType<Reconciliation['run']>): Promise<ReconciliationReport> {
  for (;;) {
    const { done, value } = await run.next();
    if (done) return value;
  }
}
