import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { MailConfig } from '@app/config';
import { type ArchivedAccount } from '@app/delivery';
import { accountsOf, Clock, type ConnectorJob, type Fault } from '@app/domain';
import { JobStore } from '@app/jobs';
import { PinoLogger } from 'nestjs-pino';
import pMap from 'p-map';

import { Background, repeat } from './background';
import { MailRest } from './mail-rest';
import { MailTurn, type MailTurnEnd } from './mail-turn';

/** Each has a connection to the mail server. */
const ACCOUNTS_AT_ONCE = 4;

/** Delivers what is archived to the mail server, where one is configured, until the process stops. */
@Injectable()
export class MailSchedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background = new Background();
  private readonly rest: MailRest;
  /** Accounts whose last turn failed: the others come first, for it may be one account's fault alone. */
  private readonly failed = new Set<string>();

  constructor(
    private readonly jobs: JobStore,
    private readonly turn: MailTurn,
    private readonly config: MailConfig,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {
    log.setContext(MailSchedule.name);
    this.rest = new MailRest(config.intervalSeconds * 1000);
  }

  onApplicationBootstrap(): void {
    const { clock } = this;
    const { sink } = this.config;
    if (sink === 'off') return;
    this.log.info({ event: 'mail', sink }, 'posts are delivered to the mail server');
    const restMs = () => this.rest.ms;
    this.background.start((signal) =>
      repeat((signal) => this.round(signal), { restMs, clock, signal }),
    );
  }

  onApplicationShutdown(): Promise<void> {
    return this.background.stop();
  }

  /** Every account once. */
  private async round(signal: AbortSignal): Promise<'busy' | 'idle'> {
    try {
      const accounts = accountsToDeliver(await this.jobs.list());
      const ends = await this.takeTurns(accounts, signal);
      const faults = ends.flatMap((end) => (end.kind === 'failed' ? [end.fault] : []));
      this.afterRound(faults, signal);
      const isMore = ends.some(({ kind }) => kind === 'more');
      return isMore && faults.length === 0 ? 'busy' : 'idle';
    } catch (error) {
      this.log.error({ err: error }, 'the jobs cannot be listed');
      return 'idle';
    }
  }

  /** What somebody has to mend keeps the accounts behind from trying the same in vain. */
  private takeTurns(accounts: ArchivedAccount[], signal: AbortSignal): Promise<MailTurnEnd[]> {
    let isBlocked = false;
    const take = async (account: ArchivedAccount): Promise<MailTurnEnd> => {
      if (signal.aborted || isBlocked) return { kind: 'elsewhere' };
      const end = await this.turn.take(account, signal);
      isBlocked ||= end.kind === 'failed' && end.fault === 'setup';
      if (end.kind === 'failed') this.failed.add(account.accountId);
      else this.failed.delete(account.accountId);
      return end;
    };
    const hasFailed = ({ accountId }: ArchivedAccount) => Number(this.failed.has(accountId));
    const inOrder = accounts.toSorted((a, b) => hasFailed(a) - hasFailed(b));
    return pMap(inOrder, take, { concurrency: ACCOUNTS_AT_ONCE });
  }

  private afterRound(faults: readonly Fault[], signal: AbortSignal): void {
    this.rest.afterRound(faults);
    if (faults.length === 0 || signal.aborted) return;
    const restSeconds = this.rest.ms / 1000;
    this.log.warn({ event: 'mail', restSeconds }, 'mail delivery waits before it is tried again');
  }
}

/** Those of all jobs that are set up, paused or not: what is archived is delivered. */
function accountsToDeliver(jobs: readonly ConnectorJob[]): ArchivedAccount[] {
  return accountsOf(jobs.filter(({ state }) => state === 'created'));
}
