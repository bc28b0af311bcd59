import { isJsonObject, type PostId } from '@app/domain';
import { type PagedStream, type PageRequest, type PostPage } from '@app/twitter-ingestion';

import { type PostSourceUnderTest } from './post-source.contract';

type Party = 'other' | 'account';

/** An account at X that nobody has had to do with yet, and what is needed to change that. */
export interface StreamsUnderTest extends Omit<PostSourceUnderTest, 'edit'> {
  /** A post that names the account. */
  mention(by: Party): Promise<PostId>;
  /** A post that quotes one of the account's. */
  quote(id: PostId, by: Party): Promise<PostId>;
  /** Somebody writes to the account; the event's id. */
  write(text: string): Promise<string>;
  /** The account likes a post of somebody else. */
  like(): Promise<PostId>;
  unlike(id: PostId): Promise<void>;
  /** The account takes another name. */
  rename(username: string): Promise<void>;
  /** The account says something else of itself. */
  describe(description: string): Promise<void>;
}

type ReadPage = Exclude<PostPage, { kind: 'limited' }>;
const DAY_MS = 24 * 3600_000;

/** What every PostSource guarantees of the streams besides the account's own posts. */
export function describeStreams(name: string, make: () => Promise<StreamsUnderTest>): void {
  describe(`${name} gives the streams of an account`, () => {
    let x: StreamsUnderTest;
    beforeEach(async () => {
      x = await make();
    });
    const request = (stream: PagedStream, more: Partial<PageRequest>) => {
      const { accountId, username } = x;
      return { accountId, usernames: [username], stream, ...more };
    };
    const fetch = async (
      stream: PagedStream,
      more: Partial<PageRequest> = {},
    ): Promise<ReadPage> => {
      const page = await x.source.fetchPage(x.credentials, request(stream, more));
      if (page.kind === 'limited') throw new Error('the source asks to wait');
      return page;
    };
    const readAll = async (stream: PagedStream, more: Partial<PageRequest> = {}) => {
      const pages = [await fetch(stream, more)];
      for (let [page] = pages; page?.kind === 'page'; pages.push(page)) {
        page = await fetch(stream, { ...more, pageToken: page.nextPageToken });
      }
      return pages;
    };
    const idsOf = ({ posts }: ReadPage) => posts.map(({ id }) => id);

    /** So many, one after the other. */
    const repeat = async <T>(count: number, once: () => Promise<T>): Promise<T[]> => {
      const made: T[] = [];
      while (made.length < count) made.push(await once());
      return made;
    };
    const makers: Record<Exclude<PagedStream, 'posts'>, (count: number) => Promise<PostId[]>> = {
      mentions: (count) => repeat(count, () => x.mention('other')),
      quotes: async (count) => {
        const [own = ''] = await x.post(1);
        return repeat(count, () => x.quote(own, 'other'));
      },
      messages: (count) => repeat(count, () => x.write('Hello, just you')),
      likes: (count) => repeat(count, () => x.like()),
    };

    describe.each(['mentions', 'quotes', 'messages', 'likes'] as const)('%s', (stream) => {
      it('come in pages, the newest first, each once', async () => {
        const made = await makers[stream](12);
        const pages = await readAll(stream, { limit: 10 });
        expect(pages.map(({ kind }) => kind)).toEqual(['page', 'last']);
        expect(pages.flatMap(idsOf)).toEqual(made.toReversed());
        expect(pages.map(({ postsRead }) => postsRead)).toEqual([10, 2]);
      });

      it('are empty when there is nothing', async () => {
        await x.post(1);
        expect(await fetch(stream)).toMatchObject({ kind: 'last', posts: [], postsRead: 0 });
      });

      it('go on after an empty page', async () => {
        const made = await makers[stream](3);
        await x.trouble('empty-page', stream);
        const empty = await fetch(stream, { limit: 10 });
        expect(empty).toMatchObject({ kind: 'page', posts: [], postsRead: 0 });
        const pageToken = empty.kind === 'page' ? empty.nextPageToken : undefined;
        expect(idsOf(await fetch(stream, { limit: 10, pageToken }))).toEqual(made.toReversed());
      });

      it('wait when X asks to, and then go on', async () => {
        const made = await makers[stream](1);
        await x.trouble('limited', stream);
        const limited = await x.source.fetchPage(x.credentials, request(stream, {}));
        expect(limited.kind).toBe('limited');
        expect(idsOf(await fetch(stream))).toEqual(made);
      });

      it('fail in our words, and then go on', async () => {
        const made = await makers[stream](1);
        await x.trouble('unavailable', stream);
        await expect(fetch(stream)).rejects.toMatchObject({ code: 'twitter.unavailable' });
        expect(idsOf(await fetch(stream))).toEqual(made);
      });

      it('keep what was asked and answered', async () => {
        const [id] = await makers[stream](1);
        const { evidence, asOf } = await fetch(stream);
        expect(evidence.request).toMatch(
          {
            mentions: /^GET \/2\/users\/\d+\/mentions\?/,
            quotes: /^GET \/2\/tweets\/search\/recent\?/,
            messages: /^GET \/2\/dm_events\?/,
            likes: /^GET \/2\/users\/\d+\/liked_tweets\?/,
          }[stream],
        );
        const body: unknown = JSON.parse(Buffer.from(evidence.body).toString());
        expect(isJsonObject(body) ? body.data : undefined).toMatchObject([{ id }]);
        expect(asOf.getTime()).toBeLessThanOrEqual(evidence.receivedAt.getTime());
      });

      it('answer nobody who has given up', async () => {
        const reason = new Error('shutting down');
        const signal = AbortSignal.abort(reason);
        const call = x.source.fetchPage(x.credentials, request(stream, {}), { signal });
        await expect(call).rejects.toBe(reason);
      });
    });

    describe.each(['mentions', 'quotes', 'messages'] as const)('%s', (stream) => {
      it('leave out both ends of the range', async () => {
        const made = await makers[stream](8);
        const pages = await readAll(stream, { sinceId: made[1], untilId: made[6] });
        expect(pages.flatMap(idsOf)).toEqual(made.slice(2, 6).toReversed());
        expect(pages.flatMap(({ oldestId }) => oldestId ?? [])).toEqual([made[2]]);
      });

      it('end with the page that reaches what is known, whatever is below', async () => {
        const made = await makers[stream](14);
        const page = await fetch(stream, { sinceId: made[10], limit: 10 });
        expect(page).toMatchObject({ kind: 'last', oldestId: made[11] });
        expect(idsOf(page)).toEqual(made.slice(11).toReversed());
      });
    });

    describe.each(['mentions', 'quotes'] as const)('%s', (stream) => {
      it('are posts, as sent and as understood', async () => {
        const [id] = await makers[stream](1);
        const { posts } = await fetch(stream);
        expect(posts).toMatchObject([{ id, raw: { post: { id } }, post: { id } }]);
        expect(posts[0]?.post?.author.id).not.toBe(x.accountId);
      });
    });

    it("leaves the account's own posts out of the mentions, but not uncounted", async () => {
      const other = await x.mention('other');
      const own = await x.mention('account');
      const page = await fetch('mentions');
      expect(idsOf(page)).toEqual([other]);
      expect(page).toMatchObject({ postsRead: 2, oldestId: other });
      expect(idsOf(await fetch('posts'))).toEqual([own]);
      expect(await fetch('mentions', { sinceId: other })).toMatchObject({
        posts: [],
        oldestId: own,
      });
    });

    it("leaves the account's own posts out of the quotes", async () => {
      const [own = ''] = await x.post(1);
      const quote = await x.quote(own, 'other');
      await x.quote(own, 'account');
      expect(idsOf(await fetch('quotes'))).toEqual([quote]);
    });

    it('finds quotes by each name the account has had', async () => {
      const [own = ''] = await x.post(1);
      const before = await x.quote(own, 'other');
      await x.rename('contoso_eu');
      const after = await x.quote(own, 'other');
      await x.quote(own, 'account');
      expect(idsOf(await fetch('quotes', { usernames: ['contoso_eu'] }))).toEqual([after]);
      const usernames = ['contoso_eu', x.username];
      expect(idsOf(await fetch('quotes', { usernames }))).toEqual([after, before]);
    });

    it.each([
      ['quotes', 7],
      ['messages', 30],
    ] as const)(
      'tells how far back X shows %s, and reads them from there',
      async (stream, days) => {
        const made = await makers[stream](1);
        const page = await fetch(stream, { sinceId: '20' });
        expect(idsOf(page)).toEqual(made);
        const { shownFrom = '0' } = page;
        const shown = BigInt(x.now().getTime() - days * DAY_MS - 1_288_834_974_657) << 22n;
        expect(BigInt(shownFrom) >= shown).toBe(true);
        expect(BigInt(shownFrom) < BigInt(made[0] ?? '0')).toBe(true);
        expect(await fetch(stream, { untilId: '21' })).toMatchObject({ posts: [] });
      },
    );

    it('reads posts, mentions and likes as far back as there are any', async () => {
      const pages = await Promise.all(
        (['posts', 'mentions', 'likes'] as const).map((stream) => fetch(stream)),
      );
      expect(pages.map(({ shownFrom }) => shownFrom)).toEqual([undefined, undefined, undefined]);
    });

    it('gives messages as sent and as understood', async () => {
      const id = await x.write('Hello, just you');
      const { posts } = await fetch('messages');
      expect(posts).toMatchObject([
        {
          id,
          raw: { post: { id, text: 'Hello, just you', event_type: 'MessageCreate' } },
          message: { id, event: 'message', text: 'Hello, just you' },
        },
      ]);
      expect(posts[0]).not.toHaveProperty('post');
    });

    it('lists no like that was taken back', async () => {
      const first = await x.like();
      const second = await x.like();
      await x.unlike(second);
      const page = await fetch('likes', { sinceId: second });
      expect(idsOf(page)).toEqual([first]);
      expect(page.oldestId).toBeUndefined();
      expect(page.posts).toMatchObject([{ post: { id: first } }]);
    });

    it('gives the profile as X tells it now', async () => {
      await x.describe('We archive');
      const before = await x.source.fetchProfile(x.credentials);
      expect(before.profile).toMatchObject({ accountId: x.accountId, username: x.username });
      expect(before.user).toMatchObject({ id: x.accountId, description: 'We archive' });
      const body: unknown = JSON.parse(Buffer.from(before.evidence.body).toString());
      expect(body).toMatchObject({ data: before.user });
      expect(before.evidence.request).toMatch(/^GET \/2\/users\/me/);
      await x.describe('We archive everything');
      const { user } = await x.source.fetchProfile(x.credentials);
      expect(user).toMatchObject({ description: 'We archive everything' });
    });

    it('gives the profile to nobody who has given up', async () => {
      const reason = new Error('shutting down');
      const signal = AbortSignal.abort(reason);
      await expect(x.source.fetchProfile(x.credentials, { signal })).rejects.toBe(reason);
    });
  });
}
