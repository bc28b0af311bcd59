import { Injectable } from '@nestjs/common';
import { AlertBook, TaskList } from '@app/jobs';

import { type Account } from '../accounts/account';
import { summaryOf } from '../accounts/account.view';
import { Accounts } from '../accounts/accounts';
import { Usage } from '../usage/usage';
import { AttentionList } from './attention-list';
import {
  alertView,
  attentionView,
  deliveryView,
  type HomeView,
  type LastDeliveryView,
} from './home.view';

/** How things stand, at one glance. */
@Injectable()
export class Home {
  constructor(
    private readonly accounts: Accounts,
    private readonly tasks: TaskList,
    private readonly attention: AttentionList,
    private readonly usage: Usage,
    private readonly alerts: AlertBook,
  ) {}

  async show(): Promise<HomeView> {
    const accounts = await this.accounts.list();
    const jobs = accounts.flatMap((account) => account.jobs);
    const [lastDelivery, attention, usage, alerts] = await Promise.all([
      this.lastDelivery(accounts),
      this.attention.find(accounts),
      this.usage.of(jobs),
      this.alerts.list(),
    ]);
    const captures = accounts.flatMap(({ capture }) => capture.caughtUpAt ?? []);
    const lastCapture = captures.toSorted((a, b) => b.getTime() - a.getTime())[0];
    return {
      accounts: accounts.map(summaryOf),
      ...(lastCapture && { lastCaptureAt: lastCapture.toISOString() }),
      ...(lastDelivery && { lastDelivery }),
      attention: attention.map(attentionView),
      alerts: alerts.filter(({ state }) => state === 'raised').map(alertView),
      usage,
    };
  }

  private async lastDelivery(accounts: readonly Account[]): Promise<LastDeliveryView | undefined> {
    const jobIds = accounts.flatMap(({ jobs }) => jobs.map(({ jobId }) => jobId));
    const delivery = await this.tasks.lastDelivery(jobIds);
    return delivery && deliveryView(delivery);
  }
}
