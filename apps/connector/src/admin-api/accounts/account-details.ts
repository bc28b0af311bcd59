import { Injectable } from '@nestjs/common';
import { type CaptureState, type DayCount, PostArchive } from '@app/archive';
import { Clock, newestConsent, timeOfId } from '@app/domain';
import { CaptureRequests } from '@app/jobs';

import { Usage } from '../usage/usage';
import { type Account } from './account';
import { type AccountDetail, consentView, coverageView } from './account-detail.view';
import { summaryOf } from './account.view';
import { Accounts } from './accounts';
import { coverageInTime, FIRST_POST_AT } from './coverage-times';
import { countOf, kindsOf, streamViews } from './stream.view';

/** One account with all there is to show. */
@Injectable()
export class AccountDetails {
  constructor(
    private readonly accounts: Accounts,
    private readonly archive: PostArchive,
    private readonly requests: CaptureRequests,
    private readonly clock: Clock,
    private readonly usage: Usage,
  ) {}

  /** Also of one whose jobs are all deleted. Rejects with `accounts.unknown`. */
  async get(accountId: string): Promise<AccountDetail> {
    const account = await this.accounts.get(accountId, { withDeleted: true });
    const [days, request, usage] = await Promise.all([
      this.archivedDays(account),
      this.requests.find(accountId),
      this.usage.of(account.jobs, accountId),
    ]);
    const consent = newestConsent(account.jobs);
    const oldest = days.find((day) => countOf([day], kindsOf.posts) > 0);
    return {
      ...summaryOf(account),
      streams: streamViews(account, days),
      archived: countOf(days, kindsOf.posts),
      ...(oldest && { oldestArchivedDay: oldest.day }),
      usage,
      coverage: coverageInTime(account.capture.coverage).map(coverageView),
      ...(request && { captureRequestedAt: request.requestedAt.toISOString() }),
      ...(consent && { consent: consentView(consent) }),
    };
  }

  /** Nothing is archived that is older than what was read, or than the time from which something is noticed. */
  private async archivedDays({ accountId, capture, streams }: Account): Promise<DayCount[]> {
    const begins = [
      ...[capture, ...streams.map((stream) => stream.capture)].flatMap(beginOf),
      ...streams.map(({ since }) => since),
    ];
    const [start] = begins.sort((a, b) => a.getTime() - b.getTime());
    return start ? this.archive.countByDay(accountId, { start, end: this.clock.now() }) : [];
  }
}

function beginOf({ coverage: [first] }: CaptureState): Date[] {
  return first ? [timeOfId(first.from) ?? FIRST_POST_AT] : [];
}
