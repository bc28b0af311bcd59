import { Injectable } from '@nestjs/common';
import { CaptureStateStore } from '@app/archive';
import { CaptureConfig } from '@app/config';
import { AppError, Clock, type ConnectorJob } from '@app/domain';
import { JobStore, StreamChoices } from '@app/jobs';

import { type Account, accountOf } from './account';
import { accountStreamOf } from './account-stream';

/** Asks for accounts too whose jobs are all deleted: what was archived of them stays, to be looked at. */
interface WithDeleted {
  withDeleted?: boolean;
}

/** The accounts that jobs archive, as they stand now. */
@Injectable()
export class Accounts {
  constructor(
    private readonly jobs: JobStore,
    private readonly states: CaptureStateStore,
    private readonly choices: StreamChoices,
    private readonly config: CaptureConfig,
    private readonly clock: Clock,
  ) {}

  /** By name. */
  async list(options?: WithDeleted): Promise<Account[]> {
    const accounts = await this.load(await this.jobs.list(options));
    return accounts.sort((a, b) => a.username.localeCompare(b.username, 'en'));
  }

  /** Rejects with `accounts.unknown`. */
  async get(accountId: string, options?: WithDeleted): Promise<Account> {
    const jobs = await this.jobs.list(options);
    const [account] = await this.load(jobs.filter((job) => job.accountId === accountId));
    if (account) return account;
    throw new AppError(
      'accounts.unknown',
      'No connector job archives this account. Load the list of accounts anew.',
    );
  }

  private async load(jobs: readonly ConnectorJob[]): Promise<Account[]> {
    const time = { now: this.clock.now(), intervalMs: this.config.intervalSeconds * 1000 };
    const [states, choices] = await Promise.all([this.states.loadAll(), this.choices.all()]);
    const groups = Map.groupBy(jobs, ({ accountId }) => accountId);
    return [...groups].flatMap(([accountId, all]) => {
      const kept = all.filter(({ state }) => state !== 'deleted');
      const [first, ...others] = kept.length > 0 ? kept : all;
      const streams = (choices.get(accountId) ?? []).map((chosen) =>
        accountStreamOf(chosen, states.of(accountId, chosen.stream), time),
      );
      return first ? accountOf([first, ...others], states.of(accountId), time, streams) : [];
    });
  }
}
