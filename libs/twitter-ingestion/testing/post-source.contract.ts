import { compareIds, isNotFound, isJsonObject, type PostId, type XCredentials } from '@app/domain';
import {
  type PagedStream,
  type PageRequest,
  type PostPage,
  type PostSource,
} from '@app/twitter-ingestion';

/** What happens to the next request for a page. */
export type Trouble = 'empty-page' | 'limited' | 'unavailable';

/** An account at X that has not posted yet, and what is needed to read it. */
export interface PostSourceUnderTest {
  source: PostSource;
  credentials: XCredentials;
  accountId: string;
  username: string;
  now(): Date;
  /** Ids in the order they were made. */
  post(count: number): Promise<PostId[]>;
  /** The id of the new version. */
  edit(id: PostId): Promise<PostId>;
  remove(id: PostId): Promise<void>;
  /** X does not show it any more, though it is there. */
  hide(id: PostId): Promise<void>;
  /** Meets the next request for a page of the stream; of the account's own posts, unless told. */
  trouble(next: Trouble, stream?: PagedStream): Promise<void>;
}

type ReadPage = Exclude<PostPage, { kind: 'limited' }>;

/** What every PostSource guarantees. */
export function describePostSource(name: string, make: () => Promise<PostSourceUnderTest>): void {
  describe(`${name} is a PostSource`, () => {
    let x: PostSourceUnderTest;
    beforeEach(async () => {
      x = await make();
    });
    const fetch = async (request: Partial<PageRequest> = {}): Promise<ReadPage> => {
      const page = await x.source.fetchPage(x.credentials, { accountId: x.accountId, ...request });
      if (page.kind === 'limited') throw new Error('the source asks to wait');
      return page;
    };
    const lookUp = async (ids: PostId[]) => {
      const result = await x.source.lookUp(x.credentials, x.accountId, ids);
      if (result.kind === 'limited') throw new Error('the source asks to wait');
      return result;
    };
    const idsOf = ({ posts }: Pick<ReadPage, 'posts'>) => posts.map(({ id }) => id);
    /** All pages from a first one on. */
    const readFrom = async (first: ReadPage, request: Partial<PageRequest>) => {
      const pages = [first];
      for (let page = first; page.kind === 'page'; pages.push(page)) {
        page = await fetch({ ...request, pageToken: page.nextPageToken });
      }
      return pages;
    };

    it('gives the timeline in pages, newest first, each post once', async () => {
      const made = await x.post(12);
      const pages = await readFrom(await fetch({ limit: 5 }), { limit: 5 });
      expect(pages.map(({ kind }) => kind)).toEqual(['page', 'page', 'last']);
      expect(pages.flatMap(idsOf)).toEqual(made.toReversed());
      expect(pages.map(({ oldestId }) => oldestId)).toEqual([made[7], made[2], made[0]]);
      expect(pages.map(({ postsRead }) => postsRead)).toEqual([5, 5, 2]);
      expect(pages.every(({ billed, postsRead }) => billed >= postsRead)).toBe(true);
    });

    it('gives every post as sent and as understood', async () => {
      const [id] = await x.post(1);
      const { posts } = await fetch();
      expect(posts).toMatchObject([{ id, raw: { post: { id } }, post: { id } }]);
    });

    it('leaves out both ends of the range', async () => {
      const made = await x.post(8);
      const page = await fetch({ sinceId: made[1], untilId: made[6] });
      expect(idsOf(page)).toEqual(made.slice(2, 6).toReversed());
      expect(page.kind).toBe('last');
    });

    it('gives an empty last page when there is nothing', async () => {
      const made = await x.post(1);
      const page = await fetch({ sinceId: made[0] });
      expect(page).toMatchObject({ kind: 'last', posts: [], postsRead: 0 });
      expect(page.oldestId).toBeUndefined();
    });

    it('goes on with a token where its page ended, whatever was posted since', async () => {
      const made = await x.post(10);
      const first = await fetch({ limit: 5 });
      await x.post(3);
      const pages = await readFrom(first, { limit: 5 });
      expect(pages.flatMap(idsOf)).toEqual(made.toReversed());
    });

    it('goes on after an empty page without losing a post', async () => {
      const made = await x.post(7);
      await x.trouble('empty-page');
      const empty = await fetch({ limit: 5 });
      expect(empty).toMatchObject({ kind: 'page', posts: [], postsRead: 0 });
      const pages = await readFrom(empty, { limit: 5 });
      expect(pages.flatMap(idsOf)).toEqual(made.toReversed());
    });

    it('lists a deleted post no more', async () => {
      const made = await x.post(3);
      await x.remove(made[1] ?? '');
      expect(idsOf(await fetch())).toEqual([made[2], made[0]]);
    });

    it('gives earlier versions after the posts of the timeline', async () => {
      const [first = '', other] = await x.post(2);
      const edited = await x.edit(first);
      const page = await fetch();
      expect(idsOf(page)).toEqual([edited, other, first]);
      expect(page).toMatchObject({ oldestId: other, postsRead: 2 });
    });

    it('tells when to come back when it is limited, and then goes on', async () => {
      const made = await x.post(1);
      await x.trouble('limited');
      const limited = await x.source.fetchPage(x.credentials, { accountId: x.accountId });
      expect(limited.kind).toBe('limited');
      const { retryAt } = limited as Extract<PostPage, { kind: 'limited' }>;
      expect(retryAt.getTime()).toBeGreaterThan(x.now().getTime());
      expect(idsOf(await fetch())).toEqual(made);
    });

    it('tells a failure in our words, and then goes on', async () => {
      const made = await x.post(1);
      await x.trouble('unavailable');
      await expect(fetch()).rejects.toMatchObject({ code: 'twitter.unavailable' });
      expect(idsOf(await fetch())).toEqual(made);
    });

    it('keeps what was asked and answered, and since when it is out of date', async () => {
      const [id] = await x.post(1);
      const { evidence, asOf } = await fetch({ sinceId: '1' });
      expect(evidence.request).toMatch(/^GET \/2\/users\/\d+\/tweets\?.*since_id=1/);
      const body: unknown = JSON.parse(Buffer.from(evidence.body).toString());
      expect(isJsonObject(body) ? body.data : undefined).toMatchObject([{ id }]);
      expect(asOf.getTime()).toBeLessThanOrEqual(evidence.receivedAt.getTime());
    });

    it('looks posts up by id, and says which X does not show and why', async () => {
      const made = await x.post(3);
      await x.remove(made[1] ?? '');
      const { posts, missing, postsRead, evidence } = await lookUp([...made, '20']);
      const shown = posts.map(({ id }) => id).sort(compareIds);
      expect(shown).toEqual([made[0], made[2]]);
      expect(postsRead).toBe(2);
      expect(missing.map(({ id }) => id)).toEqual([made[1], '20']);
      expect(missing.every(({ title, detail }) => title !== '' && detail !== '')).toBe(true);
      expect(missing.map(({ problem = {} }) => isNotFound(problem))).toEqual([true, true]);
      expect(evidence.request).toMatch(/^GET \/2\/tweets\?.*ids=/);
    });

    it('tells a post that it may not show from one that is gone', async () => {
      const [gone = '', hidden = ''] = await x.post(2);
      await x.remove(gone);
      await x.hide(hidden);
      const { posts, missing } = await lookUp([gone, hidden]);
      const told = missing.map(({ id, problem = {} }) => [id, isNotFound(problem)]);
      expect([posts, told]).toEqual([
        [],
        [
          [gone, true],
          [hidden, false],
        ],
      ]);
    });

    it('looks up nothing but missing posts', async () => {
      expect(await lookUp(['20'])).toMatchObject({ posts: [], postsRead: 0, missing: [{}] });
    });

    it('tells whose the keys are', async () => {
      const profile = await x.source.whoAmI(x.credentials);
      expect(profile).toMatchObject({ username: x.username });
      expect(profile.postCount).toEqual(expect.any(Number));
    });

    it('answers nobody who has given up, with their reason', async () => {
      const reason = new Error('shutting down');
      const signal = AbortSignal.abort(reason);
      const calls = [
        x.source.fetchPage(x.credentials, { accountId: x.accountId }, { signal }),
        x.source.lookUp(x.credentials, x.accountId, ['20'], { signal }),
        x.source.whoAmI(x.credentials, { signal }),
      ];
      const said = await Promise.allSettled(calls);
      expect(said).toEqual(calls.map(() => ({ status: 'rejected', reason })));
    });
  });
}
