import { Injectable } from '@nestjs/common';
import { PostArchive } from '@app/archive';
import { AlertConfig } from '@app/config';
import { Clock, type ConnectorJob, wantsCapture } from '@app/domain';
import { type Alert, JobStore } from '@app/jobs';

import { accountFindings } from './account-findings';
import { accountCodes } from './alert-codes';
import { CaptureStandings } from './capture-standings';
import { type Look, lookAt, together } from './look';

const DAY_MS = 24 * 3600_000;
const DAYS = 28;
const OWN_POSTS = ['post', 'reply', 'quote', 'repost', 'unreadable'] as const;

/** The promises that are broken to accounts now. */
@Injectable()
export class AccountWatch {
  constructor(
    private readonly jobs: JobStore,
    private readonly standings: CaptureStandings,
    private readonly archive: PostArchive,
    private readonly clock: Clock,
    private readonly config: AlertConfig,
  ) {}

  /** Each account for itself. */
  async find(): Promise<Look> {
    const jobs = (await this.jobs.list()).filter(wantsCapture);
    const looks = [...Map.groupBy(jobs, ({ accountId }) => accountId)].map(([subject, group]) =>
      lookAt({ codes: accountCodes, subject }, () => this.findOf(group)),
    );
    return together(await Promise.all(looks));
  }

  private async findOf(jobs: ConnectorJob[]): Promise<Alert[]> {
    const [first] = jobs;
    if (!first) return [];
    const { accountId, username } = first;
    const now = this.clock.now();
    const window = { start: new Date(now.getTime() - DAYS * DAY_MS), end: now };
    const standings = await this.standings.of(accountId);
    const days = (await this.archive.countByDay(accountId, window)).filter(({ byKind }) =>
      OWN_POSTS.some((kind) => (byKind[kind] ?? 0) > 0),
    );
    return accountFindings({ accountId, username, jobs, days, ...standings }, now, this.config);
  }
}
