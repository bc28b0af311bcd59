import { Injectable } from '@nestjs/common';
import { type Actor, type ConnectorJob, isAppError } from '@app/domain';
import { JobStore } from '@app/jobs';
import { type AuthorizedAccount, PostSource, type XAppKeys } from '@app/twitter-ingestion';

import { JobSetUp } from '../connect/job-set-up';
import { type MigratedJob } from './migrated';
import { type SampleJob } from './sample-rows';

export interface JobToMigrate {
  job: SampleJob;
  app: XAppKeys;
  signal: AbortSignal;
}

/** Takes over jobs of the sample's, one by one. X is asked of each whether the account's keys still count, and what its name is. */
@Injectable()
export class MigrateJobs {
  constructor(
    private readonly jobs: JobStore,
    private readonly setUp: JobSetUp,
    private readonly posts: PostSource,
  ) {}

  /** What {@link take} would do. */
  async look({ job, app, signal }: JobToMigrate): Promise<MigratedJob> {
    const asked = await this.ask(job, app, signal);
    return 'accessToken' in asked ? taken(job, asked) : asked;
  }

  /** Sets the job up here. */
  async take({ job, app, signal }: JobToMigrate, actor: Actor): Promise<MigratedJob> {
    const asked = await this.ask(job, app, signal);
    if (!('accessToken' in asked)) return asked;
    const { jobId, lastPostId } = job;
    const origin = { from: 'sample', ...(lastPostId !== undefined && { lastPostId }) };
    signal.throwIfAborted();
    if (!(await this.setUp.run(jobId, asked, actor, origin))) {
      return refused(job, 'somebody else is setting it up at this moment: repeat');
    }
    return taken(job, asked);
  }

  /** The account's keys, which count at X, when the job is to be taken over; else what becomes of it. */
  private async ask(
    job: SampleJob,
    app: XAppKeys,
    signal: AbortSignal,
  ): Promise<AuthorizedAccount | MigratedJob> {
    const { accessToken, accessSecret } = job;
    const here = leftAsItIs(job, await this.jobs.find(job.jobId));
    if (here) return here;
    try {
      const keys = { accessToken, accessSecret };
      const owner = await this.posts.whoAmI({ ...app, ...keys }, { signal });
      return owner.accountId === job.accountId
        ? { accountId: owner.accountId, username: owner.username, ...keys }
        : refused(job, `its keys are those of @${owner.username} (${owner.accountId})`);
    } catch (error) {
      if (!isAppError(error)) throw error;
      return refused(job, `${error.message} (${error.code})`);
    }
  }
}

/** What is here already counts. */
function leftAsItIs(job: SampleJob, here: ConnectorJob | undefined): MigratedJob | undefined {
  if (!here) return undefined;
  if (here.state === 'deleted') return { ...namesOf(job), outcome: 'deleted-here' };
  if (here.accountId !== job.accountId) {
    return refused(job, `here it archives another account, @${here.username} (${here.accountId})`);
  }
  const { username } = here;
  return here.state === 'created' ? { ...namesOf(job), outcome: 'known', username } : undefined;
}

function taken(job: SampleJob, { username }: { username: string }): MigratedJob {
  return { ...namesOf(job), outcome: 'taken', username };
}

function refused(job: SampleJob, why: string): MigratedJob {
  return { ...namesOf(job), outcome: 'refused', why };
}

function namesOf({ jobId, accountId, lastPostId }: SampleJob) {
  return { jobId, accountId, lastPostId };
}
