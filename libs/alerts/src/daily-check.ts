import { Injectable } from '@nestjs/common';
import { isExplained, Reconciliation, reportOf } from '@app/delivery';
import { accountsOf, Clock, type ConnectorJob } from '@app/domain';
import { type Alert, JobStore } from '@app/jobs';

import { anAlert } from './account-findings';
import { ChainWatch } from './chain-watch';
import { type Look, lookAt, together } from './look';

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

  /** Each chain and each account for itself: a manifest that is damaged keeps its account from being reconciled, and is to be told. */
  async find(signal: AbortSignal): Promise<Look> {
    const chains = async () =>
      this.chains.find(await this.jobs.list({ withDeleted: true }), signal);
    return together([
      await lookAt({ codes: ['chain-broken'] }, chains, signal),
      await lookAt({ codes: ['unexplained'] }, () => this.unexplained(signal), signal),
    ]);
  }

  private async unexplained(signal: AbortSignal): Promise<Look> {
    const looks: Look[] = [];
    for (const account of accountsOf(await this.jobs.list())) {
      const promises = { codes: ['unexplained'], subject: account.accountId } as const;
      looks.push(await lookAt(promises, () => this.reconcile(account, signal), signal));
    }
    return together(looks);
  }

  private async reconcile(
    { accountId, username }: Pick<ConnectorJob, 'accountId' | 'username'>,
    signal: AbortSignal,
  ): Promise<Alert[]> {
    const end = this.clock.now();
    const window = { start: new Date(end.getTime() - DAYS * DAY_MS), end };
    const report = await reportOf(this.reconciliation.run({ accountId, window, signal }));
    if (isExplained(report)) return [];
    const text = `Of @${username}, ${report.counts.unexplained} of ${report.counts.collected} archived versions of the last ${DAYS} days are neither handed over nor explained.`;
    return [anAlert('unexplained', accountId, end, { text })];
  }
}
