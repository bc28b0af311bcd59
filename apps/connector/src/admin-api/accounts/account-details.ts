import { Injectable } from '@nestjs/common';
import { type DayCount, PostArchive } from '@app/archive';
import { coverageTop, timeOfId } from '@app/domain';
import { CaptureRequests } from '@app/jobs';

import { type Account } from './account';
import { type AccountDetail, coverageView } from './account-detail.view';
import { summaryOf } from './account.view';
import { Accounts } from './accounts';
import { coverageInTime, FIRST_POST_AT } from './coverage-times';
import { streamViews } from './stream.view';

/** One account with all there is to show. */
@Injectable()
export class AccountDetails {
  constructor(
    private readonly accounts: Accounts,
    private readonly archive: PostArchive,
    private readonly requests: CaptureRequests,
  ) {}

  /** Rejects with `accounts.unknown`. */
  async get(accountId: string): Promise<AccountDetail> {
    const account = await this.accounts.get(accountId);
    const [days, request] = await Promise.all([
      this.archivedDays(account),
      this.requests.find(accountId),
    ]);
    return {
      ...summaryOf(account),
      streams: streamViews(account),
      archived: days.reduce((sum, { total }) => sum + total, 0),
      ...(days[0] && { oldestArchivedDay: days[0].day }),
      coverage: coverageInTime(account.capture.coverage).map(coverageView),
      ...(request && { captureRequestedAt: request.requestedAt.toISOString() }),
    };
  }

  /** Nothing is archived outside of what was read. */
  private async archivedDays({ accountId, capture }: Account): Promise<DayCount[]> {
    const [first] = capture.coverage;
    const end = timeOfId(coverageTop(capture.coverage));
    if (!first || !end) return [];
    const start = timeOfId(first.from) ?? FIRST_POST_AT;
    return this.archive.countByDay(accountId, { start, end });
  }
}
