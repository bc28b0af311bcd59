import { EDITABLE_MS, type PostArchive } from '@app/archive';
import {
  compareIds,
  type Coverage,
  firstIdAt,
  type IdRange,
  nextId,
  type PostId,
  previousId,
  secondOfId,
  timeOfId,
} from '@app/domain';
import { type PostSource, type ReadPage, type SourcePost } from '@app/twitter-ingestion';

import { type CaptureRequest } from '../capture-request';
import { goingRound } from '../page-loop';
import { type PageKeeper } from '../page-keeper';
import { type Limited } from '../reading';
import { STREAM_RULES } from '../stream-rules';
import { versionOf } from './version-of';

const HOUR_MS = 3600_000;

/** Posts of a page that the archive does not have like this: not at all, or with other content. */
export interface PageNews {
  late: PostId[];
  changed: PostId[];
}

/** The newest hours of what is settled; `undefined` when nothing is settled of them. */
export function overlapOf(coverage: Coverage, now: Date, hours: number): IdRange | undefined {
  const top = coverage.at(-1);
  if (top?.state !== 'complete') return undefined;
  const oldest = firstIdAt(new Date(now.getTime() - hours * HOUR_MS));
  const from = compareIds(top.from, oldest) > 0 ? top.from : oldest;
  return compareIds(from, top.to) > 0 ? undefined : { from, to: top.to };
}

/**
 * Reads a stretch of the timeline again that was settled before: a post that X lists late lies below the top, where nobody looks any
 * more. Begun again, it reads the same.
 */
export class OverlapReading {
  added = 0;
  pages = 0;

  constructor(
    private readonly source: PostSource,
    private readonly archive: PostArchive,
    private readonly keeper: PageKeeper,
    private readonly request: CaptureRequest,
    private readonly range: IdRange,
  ) {}

  /** Calls `onNews` with what the archive does not have like this of a page, before it is kept, and `onPage` when all of it is. */
  async readAll({
    onNews,
    onPage,
  }: {
    onNews: (news: PageNews) => Promise<void>;
    onPage: (page: ReadPage, late: number) => Promise<void>;
  }): Promise<Limited | undefined> {
    const { accountId, credentials, signal } = this.request;
    const { from, to } = this.range;
    const known = await this.knownVersions();
    const request = { accountId, sinceId: previousId(from), untilId: nextId(to) };
    let lowest: PostId = request.untilId;
    let stalledPages = 0;
    let pageToken: string | undefined;
    do {
      const page = await this.source.fetchPage(credentials, { ...request, pageToken }, { signal });
      if (page.kind === 'limited') return { retryAt: page.retryAt };
      const news = this.newsOf(page, known);
      await onNews(news);
      const { added } = await this.keeper.keep(accountId, page, { signal });
      page.posts.forEach(({ id }) => known.set(id, known.get(id) ?? new Set()));
      this.added += added;
      this.pages += 1;
      await onPage(page, news.late.length);
      const { oldestId = lowest } = page;
      stalledPages = compareIds(oldestId, lowest) < 0 ? 0 : stalledPages + 1;
      if (stalledPages === STREAM_RULES.posts.maxStalledPages) throw goingRound(stalledPages);
      lowest = oldestId;
      pageToken = page.kind === 'page' ? page.nextPageToken : undefined;
    } while (pageToken !== undefined);
    return undefined;
  }

  /** By id, which versions of a post are archived; earlier ones of an edited post may lie below what is read. */
  private async knownVersions(): Promise<Map<PostId, Set<string>>> {
    const known = new Map<PostId, Set<string>>();
    const { from, to } = this.range;
    const startMs = (secondOfId(from)?.getTime() ?? EDITABLE_MS) - EDITABLE_MS;
    const window = { start: new Date(startMs), end: timeOfId(to) ?? new Date(0) };
    for await (const entry of this.archive.list(this.request.accountId, window)) {
      if (entry.type !== 'post') continue;
      const { postId, version } = entry;
      known.set(postId, (known.get(postId) ?? new Set()).add(version));
    }
    return known;
  }

  private newsOf({ posts, evidence }: ReadPage, known: Map<PostId, Set<string>>): PageNews {
    const { accountId } = this.request;
    const isKnown = (post: SourcePost) =>
      known.get(post.id)?.has(versionOf(accountId, post, evidence.receivedAt));
    const ids = posts.filter((post) => !isKnown(post)).map(({ id }) => id);
    return {
      late: ids.filter((id) => !known.has(id)),
      changed: ids.filter((id) => known.has(id)),
    };
  }
}
