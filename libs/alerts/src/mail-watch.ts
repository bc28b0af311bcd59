import { Injectable } from '@nestjs/common';
import { type PostEntry } from '@app/archive';
import { MailConfig } from '@app/config';
import { type ArchivedAccount, MailBacklog, messageKeyOf } from '@app/delivery';
import { accountsOf, Clock } from '@app/domain';
import { type Alert, JobStore, MailLedger, type MailMonth } from '@app/jobs';
import pLimit from 'p-limit';

import { anAlert } from './account-findings';
import { mailCodes } from './alert-codes';
import { type Look, lookAt, together } from './look';

/** A server that is away for a while, or asks to wait, is back by then. */
const STOPPED_MS = 6 * 3600_000;
const ACCOUNTS_AT_ONCE = 4;

/** The promises that are broken by delivery to the mail server now, where one is configured. */
@Injectable()
export class MailWatch {
  /** Accounts of which something waited too long at the last look. */
  private readonly suspected = new Set<string>();

  constructor(
    private readonly jobs: JobStore,
    private readonly backlog: MailBacklog,
    private readonly ledger: MailLedger,
    private readonly clock: Clock,
    private readonly config: MailConfig,
  ) {}

  /** Each account for itself. */
  async find(): Promise<Look> {
    if (this.config.sink === 'off') return together([]);
    const jobs = await this.jobs.list();
    const accounts = accountsOf(jobs.filter(({ state }) => state === 'created'));
    const looks = await pLimit(ACCOUNTS_AT_ONCE).map(accounts, (account) =>
      lookAt({ codes: mailCodes, subject: account.accountId }, () => this.findOf(account)),
    );
    return together(looks);
  }

  private async findOf(account: ArchivedAccount): Promise<Look> {
    const months = await this.ledger.months(account.accountId);
    return together([
      { found: this.putAside(account, months), unseen: [] },
      await this.stopped(account, months),
    ]);
  }

  private putAside({ accountId, username }: ArchivedAccount, months: MailMonth[]): Alert[] {
    const count = months.reduce((sum, { parked }) => sum + parked, 0);
    if (count === 0) return [];
    const text = `${count} messages of @${username} are put aside: the mail server does not take them, or they cannot be made.`;
    return [anAlert('mail-put-aside', accountId, this.clock.now(), { text })];
  }

  /** Found twice in a row: what was archived long ago may be due since a moment, when capture has just settled where it is. */
  private async stopped(
    { accountId, username }: ArchivedAccount,
    months: MailMonth[],
  ): Promise<Look> {
    const since = await this.stoppedSince(accountId, months);
    const isSure = this.suspected.has(accountId);
    if (!since) {
      this.suspected.delete(accountId);
      return together([]);
    }
    this.suspected.add(accountId);
    if (!isSure) return { found: [], unseen: [{ codes: ['mail-stopped'], subject: accountId }] };
    const text = `Nothing of @${username} was handed over to the mail server since ${since.toISOString()}, though something waits.`;
    return { found: [anAlert('mail-stopped', accountId, since, { text })], unseen: [] };
  }

  /** Since when something waits and nothing was handed over, if that is too long. */
  private async stoppedSince(accountId: string, months: MailMonth[]): Promise<Date | undefined> {
    const waiting = await this.firstDue(accountId);
    if (!waiting) return undefined;
    let since = waiting.capturedAt;
    const isLong = () => this.clock.now().getTime() - since.getTime() >= STOPPED_MS;
    for (const month of likeliestFirst(months, messageKeyOf(waiting).month)) {
      for await (const { state, at } of this.ledger.list(accountId, month)) {
        if (state === 'delivered' && at > since) since = at;
      }
      if (!isLong()) return undefined;
    }
    return isLong() ? since : undefined;
  }

  private async firstDue(accountId: string): Promise<PostEntry | undefined> {
    for await (const { entry, wasPutAside } of this.backlog.due(accountId)) {
      if (!wasPutAside) return entry;
    }
    this.backlog.endLook(accountId);
    return undefined;
  }
}

/**
 * Where something may have been handed over last: the oldest goes first, hence in its month or the one before; but one that failed goes
 * after all others, of whatever month.
 */
function likeliestFirst(months: readonly MailMonth[], ofWaiting: string): string[] {
  const known = months.map(({ month }) => month).sort();
  const before = known.filter((month) => month <= ofWaiting).slice(-1);
  return [...before, ...known.filter((month) => month > ofWaiting).reverse()];
}
