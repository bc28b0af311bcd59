import { Injectable } from '@nestjs/common';
import { CaptureStateStore } from '@app/archive';
import { CaptureConfig } from '@app/config';
import { AppError, Clock, type ConnectorJob } from '@app/domain';
import { JobStore, StreamChoices } from '@app/jobs';

import { type Account, accountOf } from './account';
import { type AccountStream, accountStreamOf } from './account-stream';
import { type CaptureTime } from './parking-in-force';

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
    const time = { now: this.clock.now(), intervalMs: this.config.intervalSeconds * 1000 };
    const [{ state }, streams] = await Promise.all([
      this.states.load(accountId),
      this.streamsOf(accountId, time),
    ]);
    return accountOf(jobs, state, time, streams);
  }

  private async streamsOf(accountId: string, time: CaptureTime): Promise<AccountStream[]> {
    const loading = (await this.choices.chosen(accountId)).map(async (chosen) => {
      const { state } = await this.states.load(accountId, chosen.stream);
      return accountStreamOf(chosen, state, time);
    });
    return Promise.all(loading);
  }
}
