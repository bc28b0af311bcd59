import { Injectable } from '@nestjs/common';
import { JobStore } from '@app/jobs';
import { secretNames, SecretStore } from '@app/secrets';
import { type AuthorizedAccount } from '@app/twitter-ingestion';

/** The keys of the accounts whose owners have logged in. */
@Injectable()
export class AccountTokens {
  constructor(
    private readonly secrets: SecretStore,
    private readonly jobs: JobStore,
  ) {}

  async keep({ accountId, accessToken, accessSecret }: AuthorizedAccount): Promise<void> {
    await this.secrets.set(secretNames.accountAccessToken(accountId), accessToken);
    await this.secrets.set(secretNames.accountAccessSecret(accountId), accessSecret);
  }

  /** Forgets an account's keys, unless a job still needs them. */
  async release(accountId: string): Promise<void> {
    const jobs = await this.jobs.list();
    if (jobs.some((job) => job.accountId === accountId)) return;
    await this.secrets.delete(secretNames.accountAccessToken(accountId));
    await this.secrets.delete(secretNames.accountAccessSecret(accountId));
  }
}
