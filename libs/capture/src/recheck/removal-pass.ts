import {
  type ContentRemoval,
  isOfRemoved,
  type PostArchive,
  type PostEntry,
  type RemovalOrder,
} from '@app/archive';
import {
  filesOfContent,
  filesOfMedia,
  isAppError,
  type Media,
  pollIdsOf,
  type PostRecord,
  readContent,
  recordWithout,
  timeOfId,
} from '@app/domain';
import pLimit from 'p-limit';

const RECORDS_AT_ONCE = 8;
const DAY_MS = 24 * 3600_000;
const NONE: ReadonlySet<string> = new Set();

type Wanted = Omit<RemovalOrder, 'mediaKeys' | 'pollIds'>;

/** What own records show that goes with them. */
interface Shown {
  entries: PostEntry[];
  fileKeys: Set<string>;
  mediaKeys: Set<string>;
  pollIds: Set<string>;
}

/**
 * One walk through all that may hold the content of some posts: their media, records and pages that show them, and last their own records,
 * which tell what the others are. Whoever stops half-way begins anew.
 */
export class RemovalPass {
  constructor(
    private readonly archive: PostArchive,
    private readonly removal: ContentRemoval,
    private readonly wanted: Wanted,
  ) {}

  /** True when there was something to be done: then another may find more. */
  async run(now: Date, signal?: AbortSignal): Promise<boolean> {
    const shown = await this.shown();
    const pages = new Set(await this.pagesOf(shown, signal));
    const others = await this.othersOn(pages, shown, now);
    const isSpared = await this.filesOf(others);
    const mediaKeys = new Set([...shown.mediaKeys].filter((key) => !isSpared.has(key)));
    const order = { ...this.wanted, mediaKeys, pollIds: shown.pollIds };
    let did = false;
    const note = async (change: Promise<boolean>) => {
      did = (await change) || did;
      signal?.throwIfAborted();
    };
    for (const fileKey of shown.fileKeys) {
      if (mediaKeys.has(mediaKeyOf(fileKey))) await note(this.removal.removeMedium(fileKey, order));
    }
    for (const entry of others) await note(this.removal.clearRecord(entry, order));
    for (const page of pages) await note(this.removal.clearPage(page, order));
    for (const entry of shown.entries) await note(this.removal.clearRecord(entry, order));
    return did;
  }

  private async shown(): Promise<Shown> {
    const { accountId, postIds } = this.wanted;
    const shown: Shown = {
      entries: [],
      ...{ fileKeys: new Set(), mediaKeys: new Set(), pollIds: new Set() },
    };
    for (const id of postIds) {
      const posts = await this.archive.find(accountId, id);
      shown.entries.push(...posts, ...(await this.archive.find(accountId, id, 'deletion')));
    }
    for (const entry of shown.entries) {
      const record = await this.archive.read(entry);
      for (const medium of mediaOf(record)) {
        shown.mediaKeys.add(medium.key);
        for (const { fileKey } of filesOfMedia(medium)) shown.fileKeys.add(fileKey);
      }
      for (const id of pollIdsOf(record)) shown.pollIds.add(id);
    }
    return shown;
  }

  /** Of no day before the posts and their media: until then nobody could have shown them. */
  private pagesOf({ mediaKeys, entries }: Shown, signal?: AbortSignal): Promise<string[]> {
    const { accountId, postIds } = this.wanted;
    const mediaIds = [...mediaKeys].map((key) => key.slice(key.indexOf('_') + 1));
    const texts = [...postIds, ...mediaKeys, ...mediaIds].map((text) => `"${text}"`);
    return Array.fromAsync(
      this.removal.pagesWith(accountId, texts, this.since({ mediaKeys, entries }), signal),
    );
  }

  private since({ mediaKeys, entries }: Pick<Shown, 'mediaKeys' | 'entries'>): Date {
    const ids = [...this.wanted.postIds, ...[...mediaKeys].map((key) => key.replace(/^\d+_/, ''))];
    const times = [
      ...ids.map((id) => timeOfId(id)?.getTime() ?? 0),
      ...entries.map(({ createdAt }) => createdAt.getTime()),
    ];
    return new Date(Math.min(...times));
  }

  /** Records of those pages; those of deletions show what was archived before. */
  private async othersOn(
    pages: ReadonlySet<string>,
    shown: Shown,
    now: Date,
  ): Promise<PostEntry[]> {
    const window = { start: this.since(shown), end: new Date(now.getTime() + DAY_MS) };
    const others: PostEntry[] = [];
    for await (const entry of this.archive.list(this.wanted.accountId, window)) {
      if (isOfRemoved(entry, this.wanted)) continue;
      if (pages.has(entry.pageName) || entry.type === 'deletion') others.push(entry);
    }
    return others;
  }

  /** Keys of the media these records show by themselves. */
  private async filesOf(others: readonly PostEntry[]): Promise<Set<string>> {
    const order = { ...this.wanted, mediaKeys: NONE, pollIds: NONE };
    const files = await pLimit(RECORDS_AT_ONCE).map([...others], async (entry) => {
      const record = recordWithout(await this.archive.read(entry), order);
      return ifReadable(() => filesOfContent(readContent(record)));
    });
    return new Set(files.flatMap((each = []) => each.map(({ fileKey }) => mediaKeyOf(fileKey))));
  }
}

/** Its own: what came along with a post it quotes is that post's. */
function mediaOf(record: PostRecord): readonly Media[] {
  const content = ifReadable(() => readContent(record));
  if (content?.type === 'post') return content.post.media;
  return content?.type === 'deletion' ? (content.deletion.post?.media ?? []) : [];
}

function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isAppError(error, 'conversion.unreadable_post')) return undefined;
    throw error;
  }
}

function mediaKeyOf(fileKey: string): string {
  return fileKey.slice(0, fileKey.lastIndexOf('.'));
}
