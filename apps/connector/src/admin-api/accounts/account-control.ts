import { Injectable } from '@nestjs/common';
import { type Actor, AppError, type AppErrorCode, Clock } from '@app/domain';
import { CaptureRequests } from '@app/jobs';

import { AuditTrail } from '../../audit/audit-trail';
import { type Account } from './account';
import { AccountPause } from './account-pause';
import { Accounts } from './accounts';

/** What an admin does to an account; each leaves an audit event. All rejects with `accounts.unknown`. */
@Injectable()
export class AccountControl {
  constructor(
    private readonly accounts: Accounts,
    private readonly paused: AccountPause,
    private readonly requests: CaptureRequests,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** For all its jobs: the account is not captured until it is resumed. A turn under way comes to its end. */
  async pause(accountId: string, caller: Actor): Promise<Account> {
    await this.paused.set(accountId, true);
    await this.audit.done(caller, 'account.paused', accountId);
    return this.accounts.get(accountId);
  }

  async resume(accountId: string, caller: Actor): Promise<Account> {
    await this.paused.set(accountId, false);
    await this.audit.done(caller, 'account.resumed', accountId);
    return this.accounts.get(accountId);
  }

  /** A worker begins within seconds. Rejects with `accounts.paused` or `accounts.not_set_up` too. */
  async capture(accountId: string, caller: Actor): Promise<Account> {
    const account = await this.accounts.get(accountId);
    const refusal = refusalOf(account);
    if (refusal) {
      const details = { accountId };
      await this.audit.refused(caller, 'account.capture-requested', refusal.code, details);
      throw refusal;
    }
    await this.requests.ask({ accountId, requestedAt: this.clock.now() });
    await this.audit.done(caller, 'account.capture-requested', accountId);
    return account;
  }
}

function refusalOf({ state, username }: Account): AppError | undefined {
  const refuse = (code: AppErrorCode, why: string) => new AppError(code, `@${username} ${why}`);
  if (state === 'paused') return refuse('accounts.paused', 'is paused. Resume it first.');
  if (state !== 'not-set-up') return undefined;
  return refuse('accounts.not_set_up', 'is not set up yet. Finish it in the Purview portal.');
}
