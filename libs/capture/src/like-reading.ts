import { type NoticeBook } from '@app/archive';
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
    // Given while the last reading was under way, it was not noticed by that.
    const notBefore = timeOfId(coverageTop(coverage));
    const begunAt = await this.progress.begin(this.clock.now());
    let pageToken = this.progress.state.readingToken;
    let isKnown: boolean;
    let stalledPages = 0;
    const seen = new IdSet();
    do {
      const page = await this.fetchOrBeginAgain(pageToken);
      if ('retryAt' in page) return page;
      isKnown = await this.keep(page, begunAt, { caughtUpAt, notBefore });
      pageToken = page.nextPageToken;
      if (pageToken !== undefined && !isKnown) {
        await this.progress.noteReadingToken(pageToken);
        const news = page.posts.filter(({ id }) => !seen.has(id));
        for (const { id } of news) seen.add(id);
        stalledPages = news.length > 0 ? 0 : stalledPages + 1;
        if (stalledPages === STREAM_RULES.posts.maxStalledPages) throw goingRound(stalledPages);
      }
    } while (pageToken !== undefined && !isKnown);
    const to = lastIdAt(begunAt);
    await this.progress.end({ from: nextId(ID_ZERO), to, state: 'complete', posts: 0 });
    return undefined;
  }

  /** Was all of the page there when the last reading came to its end? Then so were the pages below. */
  private async keep(
    page: Page,
    begunAt: Date,
    { caughtUpAt, notBefore }: LastReading,
  ): Promise<boolean> {
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
    return ids.length > 0 && ids.every(wasThere);
  }

  /** A token that X does not know any more is forgotten. */
  private async fetchOrBeginAgain(pageToken: string | undefined): Promise<Page | Limited> {
    try {
      return await this.fetch(pageToken);
    } catch (error) {
      if (pageToken === undefined || !isAppError(error, 'twitter.invalid_request')) throw error;
      await this.progress.noteReadingToken(undefined);
      return this.fetch(undefined);
    }
  }

  private async fetch(pageToken: string | undefined): Promise<Page | Limited> {
    const { accountId, credentials, signal } = this.request;
    const request = { accountId, stream: 'likes', pageToken } as const;
    const page = await this.source.fetchPage(credentials, request, { signal });
    return page.kind === 'limited' ? { retryAt: page.retryAt } : page;
  }
}
