import { type PostArchive, type PostEntry } from '@app/archive';
import { type Content, IdSet, isAppError, type PostId, readContent } from '@app/domain';

/** X's first post. */
const BEGINNING = new Date(Date.UTC(2006, 2, 21));

/** Where something was known from before an import. */
type Source = 'api' | 'import';

const types = ['post', 'message', 'like', 'deletion'] as const;
type KnownType = (typeof types)[number];

/** What of an account was archived when an import began. */
export class KnownRecords {
  private readonly ids = new Map(
    types.map((type): [string, Record<Source, IdSet>] => [
      type,
      { api: new IdSet(), import: new IdSet() },
    ]),
  );

  private constructor(
    private readonly archive: PostArchive,
    private readonly accountId: string,
  ) {}

  static async load(archive: PostArchive, accountId: string, now: Date): Promise<KnownRecords> {
    const known = new KnownRecords(archive, accountId);
    const window = { start: BEGINNING, end: now };
    for await (const entry of archive.list(accountId, window)) known.note(entry);
    return known;
  }

  has(type: KnownType, id: PostId, source: Source): boolean {
    return this.ids.get(type)?.[source].has(id) ?? false;
  }

  /** What X's API said last; `undefined` when it cannot be read. */
  async newestOfApi(type: 'post' | 'message', id: PostId): Promise<Content | undefined> {
    const versions = await this.archive.find(this.accountId, id, type);
    const newest = versions.findLast(({ provenance }) => provenance === undefined);
    if (!newest) return undefined;
    try {
      return readContent(await this.archive.read(newest));
    } catch (error) {
      if (isAppError(error, 'conversion.unreadable_post')) return undefined;
      throw error;
    }
  }

  private note({ type, postId, provenance }: PostEntry): void {
    this.ids.get(type)?.[provenance ? 'import' : 'api'].add(postId);
  }
}
