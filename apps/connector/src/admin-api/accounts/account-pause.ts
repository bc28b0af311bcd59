import { Injectable } from '@nestjs/common';
import { AccountTurn, JobStore } from '@app/jobs';

import { Accounts } from './accounts';

/** Whether an account is captured at all: the same for all its jobs. */
@Injectable()
export class AccountPause {
  constructor(
    private readonly accounts: Accounts,
    private readonly jobs: JobStore,
    private readonly turn: AccountTurn,
  ) {}

  /** For all its jobs, and for none that is just being set up otherwise. Rejects with `accounts.unknown`. */
  async set(accountId: string, paused: boolean): Promise<void> {
    await this.turn.take(accountId, async () => {
      const account = await this.accounts.get(accountId);
      for (const job of account.jobs) {
        await this.jobs.change(job.jobId, (known = job) => ({ ...known, paused }));
      }
      return account;
    });
  }
}
