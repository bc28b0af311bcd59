import {
  AppError,
  compareIds,
  type Coverage,
  coverageTop,
  type IdRange,
  ID_ZERO,
  type Interval,
  lastIdAt,
  nextId,
  type PostId,
  postsFrom,
  previousId,
  withInterval,
} from '@app/domain';
import { type PageRequest, type PostSource, type ReadPage } from '@app/twitter-ingestion';

import { type CaptureProgress } from './capture-progress';
import { type CaptureRequest } from './capture-request';
import { type PageKeeper } from './page-keeper';

/**
 * X lists an account's 3,200 newest posts and then ends the timeline as if there were no more
 * (https://docs.x.com/x-api/posts/timelines/introduction). Deeper than this we do not believe an end without proof:
 * posts X counts but does not show make the wall come earlier.
 */
const DOUBT_END_FROM = 2_000;
/** As few posts as X lets us ask for. */
const SMALLEST_PAGE = 5;
/** So many pages in a row that lead no further down: X is going round in circles. */
const MAX_STALLED_PAGES = 20;
/** The lowest id a post can have. */
const FIRST_ID = nextId(ID_ZERO);

export interface Limited {
  retryAt: Date;
}

type Page = ReadPage & { nextPageToken?: string };

/** Reads stretches of one account's timeline, newest first, and notes in the coverage what each page has settled. */
export class TimelineWalk {
  added = 0;
  pages = 0;

  constructor(
    private readonly source: PostSource,
    private readonly keeper: PageKeeper,
    private readonly progress: CaptureProgress,
    private readonly request: CaptureRequest,
    private readonly options: { settleMs: number },
  ) {}

  /** Reads what is newer than all we know: up to the moment X answers, less the time it takes a post to show up. */
  readNewerThan(from: PostId): Promise<Limited | undefined> {
    return this.read(from, undefined);
  }

  /** Reads what an earlier run left unread. */
  readStretch({ from, to }: IdRange): Promise<Limited | undefined> {
    return this.read(from, to);
  }

  private async read(from: PostId, to: PostId | undefined): Promise<Limited | undefined> {
    const range = {
      sinceId: from === FIRST_ID ? undefined : previousId(from),
      untilId: to && nextId(to),
    };
    let upper = to;
    let pageToken: string | undefined;
    let stalledPages = 0;
    do {
      const page = await this.fetchAndKeep({ ...range, pageToken });
      if ('retryAt' in page) return page;
      upper ??= lastIdAt(new Date(page.asOf.getTime() - this.options.settleMs));
      const settled = await this.settledBy(page, from, upper);
      if ('retryAt' in settled) return settled;
      await this.progress.advance(settled);
      const lower = lowerEnd(settled, upper);
      stalledPages = lower === upper ? stalledPages + 1 : 0;
      if (stalledPages === MAX_STALLED_PAGES) throw goingRound();
      upper = lower;
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined);
    return undefined;
  }

  /** What is known once this page is stored: its own stretch, and after the last page all down to `from`. */
  private async settledBy(page: Page, from: PostId, to: PostId): Promise<Interval[] | Limited> {
    const lowest = page.oldestId ?? nextId(to);
    const read: Interval = { from: lowest, to, state: 'complete', posts: countUpTo(to, page) };
    if (page.nextPageToken !== undefined) return [read];
    const reached = await this.isTrueEnd(from, withInterval(this.progress.state.coverage, read));
    if (typeof reached !== 'boolean') return reached;
    if (reached) return [{ ...read, from }];
    return [{ from, to: minId(to, previousId(lowest)), state: 'unreachable', posts: 0 }, read];
  }

  /** Did the timeline end because it was read down to `from`, or because X lists no further back? */
  private async isTrueEnd(from: PostId, coverage: Coverage): Promise<boolean | Limited> {
    const depth = postsFrom(coverage, from);
    if (depth < DOUBT_END_FROM) return true;
    if (from === FIRST_ID) return this.isWholeTimeline(depth, coverageTop(coverage));
    const older = await this.fetchAndKeep({ untilId: from, limit: SMALLEST_PAGE });
    return 'retryAt' in older ? older : older.oldestId !== undefined;
  }

  /** Does X count no more posts than were read, those made since included? */
  private async isWholeTimeline(depth: number, top: PostId): Promise<boolean | Limited> {
    const { credentials, signal } = this.request;
    const { postCount = Infinity } = await this.source.whoAmI(credentials, { signal });
    const newer = await this.fetchAndKeep({ sinceId: top });
    return 'retryAt' in newer ? newer : postCount <= depth + newer.postsRead;
  }

  private async fetchAndKeep(range: Omit<PageRequest, 'accountId'>): Promise<Page | Limited> {
    const { accountId, credentials, signal, onPage } = this.request;
    const page = await this.source.fetchPage(credentials, { accountId, ...range }, { signal });
    if (page.kind === 'limited') return { retryAt: page.retryAt };
    const { added } = await this.keeper.keep(accountId, page, signal);
    this.progress.countRead(page.postsRead);
    this.added += added;
    this.pages += 1;
    onPage?.(added);
    return page;
  }
}

/** At least so many of a page's posts lie at or below `to`; newer ones are read again, and counted then. */
function countUpTo(to: PostId, { posts, postsRead }: Page): number {
  const newer = posts.filter(({ id }) => compareIds(id, to) > 0).length;
  return Math.max(0, postsRead - newer);
}

/** Where the next page of the same stretch begins: below what is settled. */
function lowerEnd(settled: readonly Interval[], upper: PostId): PostId {
  return settled.reduce((lowest, { from }) => minId(lowest, previousId(from)), upper);
}

function goingRound(): AppError {
  return new AppError(
    'twitter.page_loop',
    'X keeps answering pages that lead no further; the timeline is read on at the next interval.',
    { pages: MAX_STALLED_PAGES },
  );
}

function minId(a: PostId, b: PostId): PostId {
  return compareIds(a, b) <= 0 ? a : b;
}
