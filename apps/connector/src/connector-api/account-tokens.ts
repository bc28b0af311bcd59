import { Injectable } from '@nestjs/common';
import { CaptureStateStore } from '@app/archive';
import { packKeys } from '@app/capture';
import { appErrorFaults, isAppError } from '@app/domain';
import { JobStore } from '@app/jobs';
import { secretNames, SecretStore } from '@app/secrets';
import { type AuthorizedAccount } from '@app/twitter-ingestion';

/** The keys of the accounts whose owners have logged in. */
@Injectable()
export class AccountTokens {
  constructor(
    private readonly secrets: SecretStore,
    private readonly jobs: JobStore,
    private readonly states: CaptureStateStore,
  ) {}

  async keep({ accountId, accessToken, accessSecret }: AuthorizedAccount): Promise<void> {
    const keys = packKeys({ accessToken, accessSecret });
    await this.secrets.set(secretNames.accountKeys(accountId), keys);
    await this.endRest(accountId);
  }

  /** Forgets an account's keys, unless a job still needs them. */
  async release(accountId: string): Promise<void> {
    const jobs = await this.jobs.list();
    if (jobs.some((job) => job.accountId === accountId)) return;
    await this.secrets.delete(secretNames.accountKeys(accountId));
  }

  /** Capture rests when X refuses the keys; with new ones it is worth another try at once. */
  private async endRest(accountId: string): Promise<void> {
    for (;;) {
      const { state, revision } = await this.states.load(accountId);
      const { parked, ...going } = state;
      if (!parked || appErrorFaults[parked.reason] !== 'setup') return;
      try {
        await this.states.save(accountId, going, revision);
      } catch (error) {
        if (!isAppError(error, 'archive.conflict')) throw error;
      }
    }
  }
}
