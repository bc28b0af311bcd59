import { Injectable } from '@nestjs/common';
import { AccountKeyring } from '@app/capture';
import { AadConfig } from '@app/config';
import {
  type AccountProfile,
  AppError,
  Clock,
  type ConnectorJob,
  type Consent,
  type RemediationType,
} from '@app/domain';
import { AccountTurn, JobStore } from '@app/jobs';
import { type AuthorizedAccount } from '@app/twitter-ingestion';

/** What becomes of a job between the portal, its set-up page and the Import service. */
@Injectable()
export class ConnectorJobs {
  constructor(
    private readonly jobs: JobStore,
    private readonly keyring: AccountKeyring,
    private readonly turn: AccountTurn,
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

  /** True when another job archives the same account; one that nobody has finished setting up does not. */
  async isUsedElsewhere({ jobId, accountId }: ConnectorJob): Promise<boolean> {
    const others = await this.othersOf(accountId, jobId);
    return others.some(({ state }) => state === 'created');
  }

  /** Rejects with `jobs.other_account` when the job archives another account already. */
  async checkAccount(jobId: string, account: AccountProfile): Promise<void> {
    const job = await this.jobs.find(jobId);
    if (job?.state === 'created' && job.accountId !== account.accountId) {
      throw otherAccount(job, account);
    }
  }

  /**
   * An account's owner has logged in for a job: a new one, or one whose keys are to be renewed; then it keeps all it has. Rejects with
   * `jobs.other_account` when the job archives another account already, and changes nothing.
   */
  async connect(
    jobId: string,
    { consent, ...account }: AuthorizedAccount & { consent?: Consent },
  ): Promise<ConnectorJob> {
    const { accountId } = account;
    const before = await this.jobs.find(jobId);
    if (before && before.accountId !== accountId) await this.leave(before, account);
    return this.turn.take(accountId, async (signal) => {
      const others = await this.othersOf(accountId, jobId);
      const paused = others.length > 0 && others.every((other) => other.paused);
      const first = this.newJob(jobId, account, paused);
      await this.jobs.change(jobId, (known) => begun(known, first));
      signal.throwIfAborted();
      await this.keyring.keep(accountId, account);
      const tokenSetAt = this.clock.now();
      return this.jobs.change(jobId, (known) => {
        const { remediation: _, ...job } = begun(known, first);
        return { ...job, username: account.username, tokenSetAt, ...(consent && { consent }) };
      });
    });
  }

  /** The set-up is finished, for the account that logged in. False when that is not so, or not any more. */
  async finish(jobId: string, accountId: string): Promise<boolean> {
    const found = await this.jobs.find(jobId);
    if (!found) return false;
    const job = await this.jobs.change(jobId, (known = found) =>
      known.state === 'pending' && known.accountId === accountId && known.tokenSetAt
        ? { ...known, state: 'created' }
        : known,
    );
    return job.state === 'created' && job.accountId === accountId;
  }

  /** Capture for it stops; what was archived stays. Rejects with `jobs.unknown_job`. May be repeated. */
  delete(jobId: string): Promise<ConnectorJob> {
    return this.jobs.change(jobId, (known) => {
      if (!known) throw unknownJob();
      return { ...known, state: 'deleted', remediation: undefined };
    });
  }

  /** Unless another job needs them. What fails here a worker makes up for later. */
  forgetKeys(accountId: string): Promise<void> {
    return this.keyring.release(accountId);
  }

  /** The Import service says that a job needs help. Rejects with `jobs.unknown_job`. */
  async remediate(jobId: string, type: RemediationType): Promise<void> {
    await this.jobs.change(jobId, (known) => {
      if (!known || known.state === 'deleted') throw unknownJob();
      return { ...known, remediation: { type, since: this.clock.now() } };
    });
  }

  /**
   * Somebody had logged in as another, wrongly: nothing came of it yet, and its keys go before the job forgets whose they were. Rejects
   * with `jobs.other_account` when it is created.
   */
  private async leave(before: ConnectorJob, account: AuthorizedAccount): Promise<void> {
    if (before.state === 'created') throw otherAccount(before, account);
    await this.jobs.change(before.jobId, (known = before) =>
      known.state === 'pending' && known.accountId === before.accountId
        ? { ...known, state: 'deleted', remediation: undefined }
        : known,
    );
    await this.keyring.release(before.accountId);
  }

  private newJob(jobId: string, account: AuthorizedAccount, paused: boolean): ConnectorJob {
    const { accountId, username } = account;
    const { tenantId } = this.config;
    const createdAt = this.clock.now();
    const ids = { jobId, tenantId, accountId, username };
    return { schemaVersion: 1, ...ids, createdAt, state: 'pending', paused };
  }

  private async othersOf(accountId: string, jobId: string): Promise<ConnectorJob[]> {
    const jobs = await this.jobs.list();
    return jobs.filter((other) => other.accountId === accountId && other.jobId !== jobId);
  }
}

/** The job a login is for: the one there is, or the first of its id. */
function begun(known: ConnectorJob | undefined, first: ConnectorJob): ConnectorJob {
  if (!known || known.state === 'deleted') return first;
  if (known.accountId === first.accountId) return known;
  throw otherAccount(known, first);
}

function otherAccount(
  { accountId, username }: ConnectorJob,
  login: { username: string },
): AppError {
  return new AppError(
    'jobs.other_account',
    `This connector archives @${username}, but somebody logged in as @${login.username}. Log in as @${username}, or create another connector.`,
    { accountId },
  );
}

function unknownJob(): AppError {
  return new AppError('jobs.unknown_job', 'There is no such job.');
}
