import { type CaptureState, dayOf, type NoticeBook } from '@app/archive';
import {
  type Clock,
  coverageTop,
  ID_ZERO,
  IdSet,
  isAppError,
  lastIdAt,
  nextId,
  type PostId,
  timeOfId,
} from '@app/domain';
import { type PostSource, type ReadPage, type SourcePost } from '@app/twitter-ingestion';

import { type CaptureProgress } from './capture-progress';
import { type CaptureRequest } from './capture-request';
import { goingRound } from './page-loop';
import { type PageKeeper } from './page-keeper';
import { noticedToSave, recordOf } from './post-to-save';
import { type Limited, type Reading } from './reading';
import { STREAM_RULES } from './stream-rules';

type Page = ReadPage & { nextPageToken?: string };
/** How many of a page's likes were there when the last reading came to its end. */
type Known = 'all' | 'some' | 'none';

/** So many show most of the time that there is nothing new; X bills what is known all the same. */
const FIRST_LOOK = 10;

/** When the last reading came to its end, and when it began. */
interface LastReading {
  caughtUpAt?: Date;
  notBefore?: Date;
}

/**
 * Reads what an account likes, the newest like first, until a page shows nothing but likes from before the last reading came to its
 * end: what an import has noticed since then proves nothing about the pages below. X tells no time of a
 * like and no order by id: a like counts as of the moment it was noticed, and what is settled is the time until the reading began.
 * One that was interrupted goes on where it was: X gives 75 pages in a quarter of an hour and bills each. Where X does not know that
 * place any more it is read again from its beginning; what it had noticed keeps its time.
 * It begins with small pages, as long as they show something known. The first one of a day begins with as many as X gives: what
 * turned up further down, below likes that were taken back and given again, is seen then.
 */
export class LikeReading implements Reading {
  added = 0;
  pages = 0;

  constructor(
    private readonly source: PostSource,
    private readonly keeper: PageKeeper,
    private readonly notices: NoticeBook,
    private readonly progress: CaptureProgress,
    private readonly request: CaptureRequest,
    private readonly clock: Clock,
  ) {}

  async readAll(): Promise<Limited | undefined> {
    const { caughtUpAt, coverage } = this.progress.state;
    let limit = firstLook(this.progress.state, this.clock.now());
    // Given while the last reading was under way, it was not noticed by that.
    const notBefore = timeOfId(coverageTop(coverage));
    const begunAt = await this.progress.begin(this.clock.now());
    let pageToken = this.progress.state.readingToken;
    let stalledPages = 0;
    const seen = new IdSet();
    for (;;) {
      const page = await this.fetchOrBeginAgain(pageToken, limit);
      if ('retryAt' in page) return page;
      const known = await this.keep(page, begunAt, { caughtUpAt, notBefore });
      if (known === 'all' || page.nextPageToken === undefined) break;
      pageToken = page.nextPageToken;
      if (limit === undefined) await this.progress.noteReadingToken(pageToken);
      // Larger pages begin at the newest again: X promises nothing of a token with pages of another size.
      else if (known === 'none') limit = pageToken = undefined;
      const news = page.posts.filter(({ id }) => !seen.has(id));
      for (const { id } of news) seen.add(id);
      stalledPages = news.length > 0 ? 0 : stalledPages + 1;
      if (stalledPages === STREAM_RULES.posts.maxStalledPages) throw goingRound(stalledPages);
    }
    const to = lastIdAt(begunAt);
    await this.progress.end({ from: nextId(ID_ZERO), to, state: 'complete', posts: 0 });
    return undefined;
  }

  /** Where all of the page was there when the last reading came to its end, so were the pages below. */
  private async keep(
    page: Page,
    begunAt: Date,
    { caughtUpAt, notBefore }: LastReading,
  ): Promise<Known> {
    const { accountId, signal, onPage } = this.request;
    const ids = page.posts.map(({ id }) => id);
    const now = this.clock.now();
    // The clock that began the reading may be ahead of this one.
    const at = now > begunAt ? now : begunAt;
    const noticedAt = await this.notices.noticeLikes(accountId, ids, at);
    const isOld = (id: PostId) => (noticedAt.get(id) ?? begunAt) < begunAt;
    const fresh = page.posts.filter(({ id }) => !isOld(id));
    const toSave = (source: SourcePost) => {
      const noticed = { at: noticedAt.get(source.id) ?? at, notBefore };
      const isReadable = source.post !== undefined;
      return noticedToSave(recordOf(accountId, source), 'like', noticed, { isReadable });
    };
    const kept = { evidence: page.evidence, posts: fresh };
    const { added } = await this.keeper.keep(accountId, kept, { toSave, signal });
    this.progress.countRead(page.postsRead);
    this.added += added;
    this.pages += 1;
    onPage?.(added);
    const wasThere = (id: PostId) =>
      caughtUpAt !== undefined && (noticedAt.get(id) ?? at) <= caughtUpAt;
    if (!ids.some(wasThere)) return 'none';
    return ids.every(wasThere) ? 'all' : 'some';
  }

  /** A token that X does not know any more is forgotten. */
  private async fetchOrBeginAgain(
    pageToken: string | undefined,
    limit: number | undefined,
  ): Promise<Page | Limited> {
    try {
      return await this.fetch(pageToken, limit);
    } catch (error) {
      if (pageToken === undefined || !isAppError(error, 'twitter.invalid_request')) throw error;
      await this.progress.noteReadingToken(undefined);
      return this.fetch(undefined, limit);
    }
  }

  private async fetch(
    pageToken: string | undefined,
    limit: number | undefined,
  ): Promise<Page | Limited> {
    const { accountId, credentials, signal } = this.request;
    const request = { accountId, stream: 'likes', pageToken, limit } as const;
    const page = await this.source.fetchPage(credentials, request, { signal });
    return page.kind === 'limited' ? { retryAt: page.retryAt } : page;
  }
}

/** `undefined`: as many as X gives, where the last reading has not come to its end today. */
function firstLook({ readingSince, caughtUpAt }: CaptureState, now: Date): number | undefined {
  const isOfToday = caughtUpAt !== undefined && dayOf(caughtUpAt) === dayOf(now);
  return readingSince === undefined && isOfToday ? FIRST_LOOK : undefined;
}
