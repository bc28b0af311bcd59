import { Injectable } from '@nestjs/common';
import { type CaptureStates, CaptureStateStore, PostArchive } from '@app/archive';
import { AlertConfig } from '@app/config';
import { Clock, type ConnectorJob, wantsCapture } from '@app/domain';
import { type Alert, JobStore } from '@app/jobs';

import { accountFindings } from './account-findings';

const DAY_MS = 24 * 3600_000;
const DAYS = 28;
const OWN_POSTS = ['post', 'reply', 'quote', 'repost', 'unreadable'] as const;

/** The promises that are broken to accounts now. */
@Injectable()
export class AccountWatch {
  constructor(
    private readonly jobs: JobStore,
    private readonly states: CaptureStateStore,
    private readonly archive: PostArchive,
    private readonly clock: Clock,
    private readonly config: AlertConfig,
  ) {}

  async find(): Promise<Alert[]> {
    const jobs = (await this.jobs.list()).filter(wantsCapture);
    const groups = [...Map.groupBy(jobs, ({ accountId }) => accountId).values()];
    const states = await this.states.loadAll();
    const found = await Promise.all(groups.map((group) => this.findOf(group, states)));
    return found.flat();
  }

  private async findOf(jobs: ConnectorJob[], states: CaptureStates): Promise<Alert[]> {
    const [first] = jobs;
    if (!first) return [];
    const { accountId, username } = first;
    const now = this.clock.now();
    const window = { start: new Date(now.getTime() - DAYS * DAY_MS), end: now };
    const capture = states.of(accountId);
    const days = (await this.archive.countByDay(accountId, window)).filter(({ byKind }) =>
      OWN_POSTS.some((kind) => (byKind[kind] ?? 0) > 0),
    );
    return accountFindings({ accountId, username, jobs, capture, days }, now, this.config);
  }
}
