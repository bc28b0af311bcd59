import { Injectable } from '@nestjs/common';
import { AadConfig } from '@app/config';
import { AppError, Clock, type ConnectorJob, type RemediationType } from '@app/domain';
import { JobStore } from '@app/jobs';
import { type AuthorizedAccount } from '@app/twitter-ingestion';

import { AccountTokens } from './account-tokens';

/** What becomes of a job between the portal, its set-up page and the Import service. */
@Injectable()
export class ConnectorJobs {
  constructor(
    private readonly jobs: JobStore,
    private readonly tokens: AccountTokens,
    private readonly config: AadConfig,
    private readonly clock: Clock,
  ) {}

  /** A job that was not deleted. Rejects with `jobs.unknown_job`. */
  async get(jobId: string): Promise<ConnectorJob> {
    const job = await this.jobs.find(jobId);
    if (job && job.state !== 'deleted') return job;
    throw unknownJob();
  }

  async isCreated(jobId: string): Promise<boolean> {
    return (await this.jobs.find(jobId))?.state === 'created';
  }

  /** True when another job archives the same account. */
  async isUsedElsewhere({ jobId, accountId }: ConnectorJob): Promise<boolean> {
    const jobs = await this.jobs.list();
    return jobs.some((other) => other.accountId === accountId && other.jobId !== jobId);
  }

  /**
   * An account's owner has logged in for a job: a new one, or one whose keys are to be renewed; then it keeps all it has. Rejects with
   * `jobs.other_account` when the job archives another account already, and changes nothing.
   */
  async connect(jobId: string, account: AuthorizedAccount): Promise<ConnectorJob> {
    const before = await this.jobs.find(jobId);
    const now = this.clock.now();
    const { tenantId } = this.config;
    const next = (known: ConnectorJob | undefined) =>
      connected(known, { jobId, tenantId, account, now });
    next(before);
    await this.tokens.keep(account);
    const job = await this.jobs.change(jobId, next);
    if (before && before.accountId !== job.accountId) await this.tokens.release(before.accountId);
    return job;
  }

  /** The set-up is finished, for the account that logged in. False when that is not so, or not any more. */
  async finish(jobId: string, accountId: string): Promise<boolean> {
    const found = await this.jobs.find(jobId);
    if (!found) return false;
    const job = await this.jobs.change(jobId, (known = found) =>
      known.state === 'pending' && known.accountId === accountId
        ? { ...known, state: 'created' }
        : known,
    );
    return job.state === 'created' && job.accountId === accountId;
  }

  /** Capture for it stops, and the keys of its account go; what was archived stays. Rejects with `jobs.unknown_job`. */
  async delete(jobId: string): Promise<ConnectorJob> {
    const job = await this.jobs.change(jobId, (known) => {
      if (!known) throw unknownJob();
      return { ...known, state: 'deleted', remediation: undefined };
    });
    await this.tokens.release(job.accountId);
    return job;
  }

  /** The Import service says that a job needs help. Rejects with `jobs.unknown_job`. */
  async remediate(jobId: string, type: RemediationType): Promise<void> {
    await this.jobs.change(jobId, (known) => {
      if (!known || known.state === 'deleted') throw unknownJob();
      return { ...known, remediation: { type, since: this.clock.now() } };
    });
  }
}

/** The job as it is after a login. */
function connected(
  known: ConnectorJob | undefined,
  login: { jobId: string; tenantId: string; account: AuthorizedAccount; now: Date },
): ConnectorJob {
  const { jobId, tenantId, now } = login;
  const { accountId, username } = login.account;
  const after = { accountId, username, tokenSetAt: now, remediation: undefined };
  if (!known || known.state === 'deleted') {
    const first = { schemaVersion: 1, jobId, tenantId, createdAt: now, paused: false } as const;
    return { ...first, ...after, state: 'pending' };
  }
  if (known.state === 'pending' || known.accountId === accountId) return { ...known, ...after };
  throw new AppError(
    'jobs.other_account',
    `This connector archives @${known.username}, but somebody logged in as @${username}. Log in as @${known.username}, or create another connector.`,
    { accountId: known.accountId },
  );
}

function unknownJob(): AppError {
  return new AppError('jobs.unknown_job', 'There is no such job.');
}
