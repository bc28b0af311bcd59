import { Injectable } from '@nestjs/common';
import { TaskList } from '@app/jobs';

import { type Account } from '../accounts/account';
import { summaryOf } from '../accounts/account.view';
import { Accounts } from '../accounts/accounts';
import { Usage } from '../usage/usage';
import { AttentionList } from './attention-list';
import { attentionView, deliveryView, type HomeView, type LastDeliveryView } from './home.view';

/** How things stand, at one glance. */
@Injectable()
export class Home {
  constructor(
    private readonly accounts: Accounts,
    private readonly tasks: TaskList,
    private readonly attention: AttentionList,
    private readonly usage: Usage,
  ) {}

  async show(): Promise<HomeView> {
    const accounts = await this.accounts.list();
    const jobs = accounts.flatMap((account) => account.jobs);
    const [lastDelivery, attention, usage] = await Promise.all([
      this.lastDelivery(accounts),
      this.attention.find(accounts),
      this.usage.of(jobs),
    ]);
    const captures = accounts.flatMap(({ capture }) => capture.caughtUpAt ?? []);
    const lastCapture = captures.toSorted((a, b) => b.getTime() - a.getTime())[0];
    return {
      accounts: accounts.map(summaryOf),
      ...(lastCapture && { lastCaptureAt: lastCapture.toISOString() }),
      ...(lastDelivery && { lastDelivery }),
      attention: attention.map(attentionView),
      usage,
    };
  }

  private async lastDelivery(accounts: readonly Account[]): Promise<LastDeliveryView | undefined> {
    const jobIds = accounts.flatMap(({ jobs }) => jobs.map(({ jobId }) => jobId));
    const delivery = await this.tasks.lastDelivery(jobIds);
    return delivery && deliveryView(delivery);
  }
}
