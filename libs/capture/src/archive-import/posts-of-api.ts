import { type PostArchive } from '@app/archive';
import { isAppError, type Post, type PostId, readPost } from '@app/domain';

/** X's first post. */
const BEGINNING = new Date(Date.UTC(2006, 2, 21));

/** What X's API had given of an account when it was looked at; eight bytes for each post. */
export class PostsOfApi {
  private constructor(
    private readonly archive: PostArchive,
    private readonly accountId: string,
    private readonly ids: BigUint64Array,
  ) {}

  static async load(archive: PostArchive, accountId: string, now: Date): Promise<PostsOfApi> {
    let ids = new BigUint64Array(1024);
    let count = 0;
    for await (const entry of archive.list(accountId, { start: BEGINNING, end: now })) {
      if (entry.type !== 'post' || entry.provenance) continue;
      if (count === ids.length) {
        const larger = new BigUint64Array(2 * count);
        larger.set(ids);
        ids = larger;
      }
      ids[count++] = BigInt(entry.postId);
    }
    return new PostsOfApi(archive, accountId, ids.subarray(0, count).sort());
  }

  has(id: PostId): boolean {
    const wanted = BigInt(id);
    let [low, high] = [0, this.ids.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ids[middle] ?? 0n) < wanted) low = middle + 1;
      else high = middle;
    }
    return this.ids[low] === wanted;
  }

  /** The newest version of a post; `undefined` when it cannot be read. */
  async newest(id: PostId): Promise<Post | undefined> {
    const versions = await this.archive.find(this.accountId, id);
    const newest = versions.findLast(({ provenance }) => provenance === undefined);
    if (!newest) return undefined;
    try {
      return readPost((await this.archive.read(newest)).raw);
    } catch (error) {
      if (isAppError(error, 'conversion.unreadable_post')) return undefined;
      throw error;
    }
  }
}
