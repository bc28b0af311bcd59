import { Injectable } from '@nestjs/common';
import { CaptureStateStore } from '@app/archive';
import {
  appErrorFaults,
  Clock,
  type ConnectorJob,
  isAbandoned,
  isAppError,
  type Stream,
  streams,
} from '@app/domain';
import { AccountTurn, JobStore } from '@app/jobs';
import { secretNames, SecretStore } from '@app/secrets';

import { type AccountKeys, packKeys } from './account-key-format';

/**
 * The keys of the accounts whose owners have logged in. A job names its account before the keys are kept, and until they are forgotten:
 * whatever crashes in between, `unreleased` finds them.
 */
@Injectable()
export class AccountKeyring {
  constructor(
    private readonly secrets: SecretStore,
    private readonly jobs: JobStore,
    private readonly states: CaptureStateStore,
    private readonly turn: AccountTurn,
    private readonly clock: Clock,
  ) {}

  /** Only in the account's {@link AccountTurn}, and once a job that is not deleted names the account. */
  async keep(accountId: string, keys: AccountKeys): Promise<void> {
    await this.secrets.set(secretNames.accountKeys(accountId), packKeys(keys));
    for (const stream of streams) await this.endRest(accountId, stream);
  }

  /** Forgets an account's keys, unless a job still needs them. Takes the account's turn; may be repeated. */
  async release(accountId: string, signal?: AbortSignal): Promise<void> {
    const forget = async (held: AbortSignal) => {
      const jobs = await this.jobs.list({ withDeleted: true });
      const own = jobs.filter((job) => job.accountId === accountId);
      if (own.some(({ state }) => state !== 'deleted')) return own;
      held.throwIfAborted();
      await this.secrets.delete(secretNames.accountKeys(accountId));
      const keysReleasedAt = this.clock.now();
      for (const job of own.filter((job) => !job.keysReleasedAt)) {
        await this.jobs.change(job.jobId, (known = job) =>
          known.state === 'deleted' && known.accountId === accountId
            ? { ...known, keysReleasedAt }
            : known,
        );
      }
      return own;
    };
    await this.turn.take(accountId, forget, signal);
  }

  /** The accounts whose keys nothing needs any more, though nobody has forgotten them yet. */
  async unreleased(): Promise<string[]> {
    const jobs = await this.jobs.list({ withDeleted: true });
    const needed = new Set(
      jobs.filter(({ state }) => state !== 'deleted').map(({ accountId }) => accountId),
    );
    const left = jobs.filter((job) => !needed.has(job.accountId) && !job.keysReleasedAt);
    return [...new Set(left.map(({ accountId }) => accountId))];
  }

  /** Ends the jobs that nobody has finished setting up, each once `note` has resolved; its rejection is passed on. May be repeated. */
  async endAbandoned(
    note: (job: ConnectorJob) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void> {
    for (const listed of await this.jobs.list()) {
      const now = this.clock.now();
      if (!isAbandoned(listed, now)) continue;
      // In turns: of several who do it at once, one notes it.
      const end = async (held: AbortSignal) => {
        const job = (await this.jobs.find(listed.jobId)) ?? listed;
        if (!isAbandoned(job, now)) return job;
        await note(job);
        held.throwIfAborted();
        return this.jobs.change(job.jobId, (known = job) =>
          isAbandoned(known, now) ? { ...known, state: 'deleted', remediation: undefined } : known,
        );
      };
      await this.turn.take(listed.accountId, end, signal);
    }
  }

  /** Capture rests when X refuses the keys; with new ones it is worth another try at once. */
  private async endRest(accountId: string, stream: Stream): Promise<void> {
    for (;;) {
      const { state, revision } = await this.states.load(accountId, stream);
      const { parked, ...going } = state;
      if (!parked || appErrorFaults[parked.reason] !== 'setup') return;
      try {
        await this.states.save(accountId, going, revision, stream);
      } catch (error) {
        if (!isAppError(error, 'archive.conflict')) throw error;
      }
    }
  }
}
