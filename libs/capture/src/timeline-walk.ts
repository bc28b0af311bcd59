import { type PostToSave } from '@app/archive';
import {
  compareIds,
  type Coverage,
  coverageTop,
  type IdRange,
  ID_ZERO,
  type Interval,
  lastIdAt,
  newestUnread,
  nextId,
  type PostId,
  postsFrom,
  previousId,
  withInterval,
} from '@app/domain';
import {
  type PageRequest,
  type PostSource,
  type ReadPage,
  type SourcePost,
} from '@app/twitter-ingestion';

import { type CaptureProgress } from './capture-progress';
import { type CaptureRequest } from './capture-request';
import { goingRound } from './page-loop';
import { type PageKeeper } from './page-keeper';
import { inbound, messageToSave, postToSave } from './post-to-save';
import { type Limited, type Reading } from './reading';
import { MOST_LISTED, STREAM_RULES, type WalkedStream } from './stream-rules';

/** As few posts as X lets us ask for. */
const SMALLEST_PAGE = 5;
const LARGEST_PAGE = 100;
/** The lowest id a post can have. */
const FIRST_ID = nextId(ID_ZERO);

export interface WalkOptions {
  stream: WalkedStream;
  settleMs: number;
  /** Nothing made later counts as read, whenever X answers. */
  asOf?: Date;
  /** The names quotes are searched by. */
  usernames?: readonly string[];
}

type Page = ReadPage & { nextPageToken?: string };

/**
 * Reads stretches of one stream of an account, newest first, and notes in the coverage what each page has settled: from the newest
 * down to what is known, then every stretch an earlier run left unread.
 */
export class TimelineWalk implements Reading {
  added = 0;
  pages = 0;
  /** Whatever is settled, this run has read. */
  private isFirstRun = false;

  constructor(
    private readonly source: PostSource,
    private readonly keeper: PageKeeper,
    private readonly progress: CaptureProgress,
    private readonly request: CaptureRequest,
    private readonly options: WalkOptions,
  ) {}

  async readAll(): Promise<Limited | undefined> {
    this.isFirstRun = this.progress.state.coverage.length === 0;
    let stopped = await this.readNewerThan(nextId(coverageTop(this.progress.state.coverage)));
    for (;;) {
      const unread = newestUnread(this.progress.state.coverage);
      if (stopped || !unread) return stopped;
      stopped = await this.readStretch(unread);
    }
  }

  /** Reads what is newer than all we know: up to the moment X answers, less the time it takes a post to show up. */
  private readNewerThan(from: PostId): Promise<Limited | undefined> {
    return this.read(from, undefined);
  }

  /** Reads what an earlier run left unread. */
  private readStretch({ from, to }: IdRange): Promise<Limited | undefined> {
    return this.read(from, to);
  }

  private get rules() {
    return STREAM_RULES[this.options.stream];
  }

  private async read(from: PostId, to: PostId | undefined): Promise<Limited | undefined> {
    const range = {
      sinceId: from === FIRST_ID ? undefined : previousId(from),
      untilId: to && nextId(to),
    };
    let upper = to;
    let limit = this.firstLook();
    let pageToken: string | undefined;
    let stalledPages = 0;
    let page: Page | Limited;
    do {
      page = await this.fetchAndKeep({ ...range, pageToken, limit });
      if ('retryAt' in page) return page;
      upper ??= this.newestRead(page);
      const settled = await this.settledBy(page, from, upper);
      if ('retryAt' in settled) return settled;
      await this.progress.advance(settled);
      const lower = lowerEnd(settled, upper);
      stalledPages = lower === upper ? stalledPages + 1 : 0;
      if (stalledPages === this.rules.maxStalledPages) throw goingRound(stalledPages);
      upper = lower;
      // Larger pages begin at the newest again: X promises nothing of a token with pages of another size.
      pageToken = limit === undefined ? page.nextPageToken : undefined;
      limit = largerThan(limit);
    } while (page.nextPageToken !== undefined);
    return undefined;
  }

  private newestRead(page: Page): PostId {
    const { asOf = page.asOf, settleMs } = this.options;
    return lastIdAt(new Date(Math.min(asOf.getTime(), page.asOf.getTime()) - settleMs));
  }

  /** What is known once this page is stored: its own stretch, and after the last page all down to `from`. */
  private async settledBy(page: Page, from: PostId, to: PostId): Promise<Interval[] | Limited> {
    const lowest = page.oldestId ?? nextId(to);
    const read: Interval = { from: lowest, to, state: 'complete', posts: countUpTo(to, page) };
    if (page.nextPageToken !== undefined) return [read];
    const shownFrom = page.shownFrom === undefined ? from : minId(page.shownFrom, lowest);
    if (compareIds(shownFrom, from) > 0)
      return withoutWhatIsBelow(from, { ...read, from: shownFrom });
    const reached = await this.isTrueEnd(from, withInterval(this.progress.state.coverage, read));
    if (typeof reached !== 'boolean') return reached;
    if (reached) return [{ ...read, from }];
    return withoutWhatIsBelow(from, read);
  }

  /** Did the timeline end because it was read down to `from`, or because X lists no further back? */
  private async isTrueEnd(from: PostId, coverage: Coverage): Promise<boolean | Limited> {
    const depth = postsFrom(coverage, from);
    if (depth < this.rules.doubtEndFrom) return true;
    if (from === FIRST_ID) return this.isWholeTimeline(depth, coverageTop(coverage));
    const older = await this.fetchAndKeep({ untilId: from, limit: SMALLEST_PAGE });
    return 'retryAt' in older ? older : older.oldestId !== undefined;
  }

  /**
   * Does X count no more posts than were read, those made since included? It counts the account's own alone. Where it counts more than it
   * lists, those that earlier runs have read prove nothing: as many of them may be deleted as are missing.
   */
  private async isWholeTimeline(depth: number, top: PostId): Promise<boolean | Limited> {
    if (this.options.stream !== 'posts') return false;
    const postCount = await this.postCount();
    if (postCount > MOST_LISTED && !this.isFirstRun) return false;
    if (postCount <= depth) return true;
    const newer = await this.fetchAndKeep({ sinceId: top });
    if ('retryAt' in newer) return newer;
    // Counted again: what was made in between is among the newer ones, and takes the place of none that is missing.
    return (await this.postCount()) <= depth + newer.postsRead;
  }

  private async postCount(): Promise<number> {
    const { credentials, signal } = this.request;
    return (await this.source.whoAmI(credentials, { signal })).postCount ?? Infinity;
  }

  /** As many as X gives, while there is more to be read than what is new. */
  private firstLook(): number | undefined {
    const { coverage } = this.progress.state;
    const isAllRead = coverage.length > 0 && newestUnread(coverage) === undefined;
    return isAllRead ? this.rules.firstLook : undefined;
  }

  private async fetchAndKeep(range: Omit<PageRequest, 'accountId'>): Promise<Page | Limited> {
    const { accountId, credentials, signal, onPage } = this.request;
    const { stream, usernames } = this.options;
    const request = { accountId, usernames, stream, ...range };
    const page = await this.source.fetchPage(credentials, request, { signal });
    if (page.kind === 'limited') return { retryAt: page.retryAt };
    const toSave = (post: SourcePost, at: Date) => toSaveOf(stream, accountId, post, at);
    const { added } = await this.keeper.keep(accountId, page, { toSave, signal });
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

/** `undefined`: as many as X gives. */
function largerThan(limit: number | undefined): number | undefined {
  return limit !== undefined && limit * 10 < LARGEST_PAGE ? limit * 10 : undefined;
}

/** X does not show what lies below the interval. */
function withoutWhatIsBelow(from: PostId, read: Interval): Interval[] {
  const to = minId(read.to, previousId(read.from));
  return [{ from, to, state: 'unreachable', posts: 0 }, read];
}

function toSaveOf(stream: WalkedStream, accountId: string, post: SourcePost, at: Date): PostToSave {
  if (stream === 'messages') return messageToSave(accountId, post, at);
  const own = postToSave(accountId, post, at);
  return stream === 'posts' ? own : inbound(own);
}

function minId(a: PostId, b: PostId): PostId {
  return compareIds(a, b) <= 0 ? a : b;
}
