import { Injectable } from '@nestjs/common';
import { CaptureStateStore } from '@app/archive';
import { CaptureConfig } from '@app/config';
import { AppError, Clock, type ConnectorJob } from '@app/domain';
import { JobStore, StreamChoices } from '@app/jobs';

import { type Account, accountOf } from './account';

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
  async list(): Promise<Account[]> {
    const jobs = await this.jobs.list();
    const groups = [...Map.groupBy(jobs, ({ accountId }) => accountId).values()];
    const loading = groups.flatMap(([first, ...others]) =>
      first ? this.load([first, ...others]) : [],
    );
    const accounts = await Promise.all(loading);
    return accounts.sort((a, b) => a.username.localeCompare(b.username, 'en'));
  }

  /** Rejects with `accounts.unknown`. */
  async get(accountId: string): Promise<Account> {
    const [first, ...others] = (await this.jobs.list()).filter(
      (job) => job.accountId === accountId,
    );
    if (first) return this.load([first, ...others]);
    throw new AppError(
      'accounts.unknown',
      'No connector job archives this account. Load the list of accounts anew.',
    );
  }

  private async load(jobs: [ConnectorJob, ...ConnectorJob[]]): Promise<Account> {
    const [{ accountId }] = jobs;
    const [{ state }, streams] = await Promise.all([
      this.states.load(accountId),
      this.choices.chosen(accountId),
    ]);
    const intervalMs = this.config.intervalSeconds * 1000;
    return accountOf(jobs, state, { now: this.clock.now(), intervalMs }, streams);
  }
}
