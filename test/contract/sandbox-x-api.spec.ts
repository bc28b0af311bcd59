import { compareIds, type JsonObject } from '@app/domain';

import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { XOpenApi } from '../support/x-openapi';
import { type Signing, type XAnswer, xRequest } from '../support/x-request';

const TIMELINE = '/2/users/{id}/tweets';

/** What of an answer with posts is looked at here. */
interface Page {
  data?: { id: string; [field: string]: unknown }[];
  includes?: Record<string, JsonObject[]>;
  errors?: JsonObject[];
  meta?: { result_count: number; next_token?: string; newest_id?: string; oldest_id?: string };
}
const pageOf = ({ body }: XAnswer) => body as Page;
const idsOf = (answer: XAnswer) => pageOf(answer).data?.map(({ id }) => id) ?? [];

let sandbox: RunningSandbox;
let accountId: string;
let username: string;
beforeAll(async () => {
  sandbox = await startSandbox({ posts: 105 });
  ({ id: accountId, username } = (await sandbox.control.stats()).account);
});
afterAll(() => sandbox.close());

const ask = (path: string, query?: Record<string, string>, signing?: Signing) =>
  xRequest(sandbox, path, query, signing);
const askTimeline = (query: Record<string, string> = {}, of = sandbox) =>
  xRequest(of, `/2/users/${accountId}/tweets`, query);

/** All pages of a timeline. */
async function readTimeline(query: Record<string, string>, of = sandbox): Promise<XAnswer[]> {
  const pages = [await askTimeline(query, of)];
  for (;;) {
    const token = pageOf(pages.at(-1) as XAnswer).meta?.next_token;
    if (token === undefined) return pages;
    pages.push(await askTimeline({ ...query, pagination_token: token }, of));
  }
}

describe.each([
  ['tweet', '2.166'],
  ['post', '2.167'],
] as const)(
  "the sandbox's answers in the %s dialect are as X describes them",
  (dialect, version) => {
    const x = new XOpenApi(version);
    const expectDescribed = (route: string, { status, body }: XAnswer) => {
      expect({ status, faults: x.faults(route, status, body) }).toEqual({ status, faults: [] });
    };
    const words = { tweet: ['tweets', 'note_tweet'], post: ['posts', 'note_post'] }[dialect];

    it('a timeline with every field there is', async () => {
      const pages = await readTimeline({ ...x.allFields(TIMELINE), max_results: '50' });
      pages.forEach((page) => expectDescribed(TIMELINE, page));
      expect(pages.flatMap(idsOf)).toHaveLength(105);
      const included = new Set(pages.flatMap((page) => Object.keys(pageOf(page).includes ?? {})));
      expect([...included].sort()).toEqual(['media', 'places', 'polls', words[0], 'users'].sort());
      const media = pages.flatMap((page) => pageOf(page).includes?.media ?? []);
      expect(new Set(media.map(({ type }) => type)).size).toBe(3);
      expect(pages.flatMap((page) => pageOf(page).errors ?? []).length).toBeGreaterThan(0);
      const posts = pages.flatMap((page) => pageOf(page).data ?? []);
      const fields = new Set(posts.flatMap((post) => Object.keys(post)));
      expect([...fields]).toEqual(
        expect.arrayContaining([
          'author_id',
          words[1],
          `referenced_${words[0]}`,
          'withheld',
          'geo',
        ]),
      );
    });

    it('a timeline with no field asked for', async () => {
      const page = await askTimeline(dialect === 'post' ? { 'post.fields': 'id' } : {});
      expectDescribed(TIMELINE, page);
      const fields = dialect === 'post' ? ['id', 'text'] : ['edit_history_tweet_ids', 'id', 'text'];
      expect(Object.keys(pageOf(page).data?.[0] ?? {}).sort()).toEqual(fields);
    });

    it('an empty page', async () => {
      const [newest = ''] = idsOf(await askTimeline());
      const page = await askTimeline({ ...x.allFields(TIMELINE), since_id: newest });
      expectDescribed(TIMELINE, page);
      expect(page.body).toEqual({ meta: { result_count: 0 } });
    });

    it('posts by id, the missing ones too', async () => {
      const ids = idsOf(await askTimeline({ max_results: '100' }));
      const query = x.allFields('/2/tweets');
      const [found, missing, all] = await Promise.all([
        ask('/2/tweets', { ...query, ids: [...ids.slice(0, 98), '20', '21'].join(',') }),
        ask('/2/tweets', { ...query, ids: '20,21' }),
        ask('/2/tweets', { ...query, ids: ids.slice(0, 100).join(',') }),
      ]);
      [found, missing, all].forEach((answer) => expectDescribed('/2/tweets', answer));
      expect(idsOf(all)).toEqual(ids.slice(0, 100));
      const lost = pageOf(found).errors?.filter(({ parameter }) => parameter === 'ids');
      expect(lost).toMatchObject([{ resource_id: '20' }, { resource_id: '21' }]);
      expect(missing.body).not.toHaveProperty('data');
    });

    it('a post by its id', async () => {
      const [id = ''] = idsOf(await askTimeline());
      const query = x.allFields('/2/tweets/{id}');
      const [found, missing] = await Promise.all([
        ask(`/2/tweets/${id}`, query),
        ask('/2/tweets/20', query),
      ]);
      [found, missing].forEach((answer) => expectDescribed('/2/tweets/{id}', answer));
      expect(found.body).toMatchObject({ data: { id } });
      expect(missing.body).not.toHaveProperty('data');
    });

    it('users', async () => {
      const query = x.allFields('/2/users/me');
      const answers = [
        ['/2/users/me', await ask('/2/users/me', query)],
        ['/2/users/{id}', await ask(`/2/users/${accountId}`, query)],
        ['/2/users/by/username/{username}', await ask(`/2/users/by/username/${username}`, query)],
      ] as const;
      for (const [route, answer] of answers) {
        expectDescribed(route, answer);
        expect(answer.body).toMatchObject({ data: { id: accountId, username } });
      }
      const missing = [
        ['/2/users/{id}', await ask('/2/users/1', query)],
        ['/2/users/by/username/{username}', await ask('/2/users/by/username/nobody', query)],
      ] as const;
      for (const [route, answer] of missing) {
        expectDescribed(route, answer);
        expect(answer.body).not.toHaveProperty('data');
      }
    });

    it.each([
      ['too few results', { max_results: '4' }, 400],
      ['too many results', { max_results: '101' }, 400],
      ['an id that is none', { since_id: 'x' }, 400],
      ['a time that is none', { start_time: 'yesterday' }, 400],
      ['a token that is none', { pagination_token: 'next' }, 400],
      ['a parameter X does not know', { limit: '5' }, 400],
    ])('the refusal of %s', async (_, query, status) => {
      const answer = await askTimeline({ ...x.allFields(TIMELINE), ...query });
      expectDescribed(TIMELINE, answer);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    });

    it('the refusal of an account X does not have', async () => {
      const answer = await ask('/2/users/1/tweets', x.allFields(TIMELINE));
      expectDescribed(TIMELINE, answer);
      expect(answer.status).toBe(404);
    });
  },
);

describe('the sandbox lets in who has signed', () => {
  const x = new XOpenApi('2.166');
  const now = () => Math.floor(Date.now() / 1000);
  /** Read when it is signed: this table may be much older by then. */
  const clockOf = (aheadSeconds: number): Signing => ({
    get at() {
      return now() + aheadSeconds;
    },
  });

  it.each<[string, Signing, number]>([
    ['the right signature', {}, 200],
    ['a clock that is a little wrong', clockOf(-250), 200],
    ['a wrong secret of the app', { appSecret: 'wrong' }, 401],
    ['a wrong secret of the account', { tokenSecret: 'wrong' }, 401],
    ['an app X does not know', { appKey: 'wrong' }, 401],
    ['an account that has not let the app in', { token: 'wrong' }, 401],
    ['a time long ago', clockOf(-400), 401],
    ['a time to come', clockOf(400), 401],
  ])('%s', async (_, signing, status) => {
    const answer = await ask('/2/users/me', {}, signing);
    expect(answer.status).toBe(status);
    expect(x.faults('/2/users/me', status, answer.body)).toEqual([]);
  });

  it('once: a request that is replayed is refused', async () => {
    const replayed = { nonce: 'once', at: now() };
    expect((await ask('/2/users/me', {}, replayed)).status).toBe(200);
    expect((await ask('/2/users/me', {}, replayed)).status).toBe(401);
  });

  it('for what was signed and nothing else', async () => {
    const { url } = sandbox;
    const unsigned = await fetch(`${url}/2/users/me`);
    expect(unsigned.status).toBe(401);
    const bearer = await fetch(`${url}/2/users/me`, { headers: { authorization: 'Bearer x' } });
    expect(bearer.status).toBe(401);
  });
});

describe("the sandbox's timeline", () => {
  it('leaves out since_id and until_id themselves', async () => {
    const ids = idsOf(await askTimeline({ max_results: '20' }));
    const [until = '', since = ''] = [ids[3], ids[9]];
    const between = await askTimeline({ since_id: since, until_id: until, max_results: '100' });
    expect(idsOf(between)).toEqual(ids.slice(4, 9));
    expect(pageOf(between).meta).toEqual({
      result_count: 5,
      newest_id: ids[4],
      oldest_id: ids[8],
    });
  });

  it('is newest first', async () => {
    const ids = idsOf(await askTimeline({ max_results: '100' }));
    expect(ids).toEqual(ids.toSorted((a, b) => compareIds(b, a)));
    expect(new Set(ids).size).toBe(100);
  });

  it('has a start_time that is part of it and an end_time that is not', async () => {
    const query = { 'tweet.fields': 'created_at', max_results: '20' };
    const times = pageOf(await askTimeline(query)).data?.map((post) => String(post.created_at));
    const [end = '', start = ''] = [times?.[2], times?.[6]];
    const between = await askTimeline({ ...query, start_time: start, end_time: end });
    const made = pageOf(between).data?.map((post) => post.created_at);
    expect(made).toEqual(times?.slice(3, 7));
  });

  it('leaves out replies and reposts when told', async () => {
    const query = { 'tweet.fields': 'referenced_tweets', max_results: '100' };
    const pages = await readTimeline({ ...query, exclude: 'replies,retweets' });
    const types = pages.flatMap((page) =>
      (pageOf(page).data ?? []).flatMap(
        (post) => (post.referenced_tweets as { type: string }[] | undefined) ?? [],
      ),
    );
    expect(new Set(types.map(({ type }) => type))).toEqual(new Set(['quoted']));
  });

  it('ends at the 3,200 newest posts without a word, 800 without replies', async () => {
    const old = await startSandbox({ posts: 3250 });
    const pages = await readTimeline({ max_results: '100' }, old);
    const ids = pages.flatMap(idsOf);
    expect(ids).toHaveLength(3200);
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));
    const below = await askTimeline({ until_id: ids.at(-1) ?? '' }, old);
    expect([below.status, below.body]).toEqual([200, { meta: { result_count: 0 } }]);
    const some = await readTimeline({ max_results: '100', exclude: 'replies' }, old);
    expect(some.flatMap(idsOf).length).toBeLessThanOrEqual(800);
    await old.close();
  });
});

describe("the sandbox's limits", () => {
  it('count down for each user and route, then refuse until the reset', async () => {
    const limited = await startSandbox({ posts: 0 });
    const x = new XOpenApi('2.166');
    const me = () => xRequest(limited, '/2/users/me');
    const told = ({ headers }: XAnswer) =>
      ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-rate-limit-${name}`)));
    const first = await me();
    const [limit = 0, remaining = 0, reset = 0] = told(first);
    expect([limit, remaining]).toEqual([75, 74]);
    expect(reset).toBeGreaterThan(Date.now() / 1000);
    const rest = [];
    for (let i = 1; i < limit; i++) rest.push(await me());
    expect(rest.map((answer) => told(answer)[1])).toEqual(rest.map((_, i) => 73 - i));
    const refused = await me();
    expect([refused.status, told(refused)]).toEqual([429, [75, 0, reset]]);
    expect(x.faults('/2/users/me', 429, refused.body)).toEqual([]);
    const other = await xRequest(limited, '/2/tweets', { ids: '20' });
    expect(other.status).toBe(200);
    await limited.close();
  });
});

describe("the sandbox's media", () => {
  let url: string;
  beforeAll(async () => {
    const query = {
      expansions: 'attachments.media_keys',
      'media.fields': 'url',
      max_results: '100',
    };
    const { includes } = pageOf(await askTimeline(query));
    url =
      includes?.media?.map((medium) => medium.url).find((each) => typeof each === 'string') ?? '';
  });
  const get = async (headers: Record<string, string> = {}) => {
    const response = await fetch(url, { headers });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  it('come in parts, by range', async () => {
    const { bytes } = await get();
    const [start, end] = [await get({ range: 'bytes=0-9' }), await get({ range: 'bytes=-5' })];
    expect(start.response.status).toBe(206);
    expect(start.response.headers.get('content-range')).toBe(`bytes 0-9/${bytes.length}`);
    expect(Buffer.concat([start.bytes, (await get({ range: 'bytes=10-' })).bytes])).toEqual(bytes);
    expect(end.bytes).toEqual(bytes.subarray(-5));
  });

  it('are whole where no range is asked for, and always the same', async () => {
    const [one, two] = [await get(), await get()];
    expect(one.response.status).toBe(200);
    expect(one.response.headers.get('content-length')).toBe(String(one.bytes.length));
    expect(one.response.headers.get('etag')).toBe(two.response.headers.get('etag'));
    expect(one.bytes.equals(two.bytes)).toBe(true);
  });

  it('are not there beyond their end', async () => {
    const { bytes } = await get();
    const { response } = await get({ range: `bytes=${bytes.length}-` });
    expect(response.status).toBe(416);
  });

  it('are not there when no post has them', async () => {
    const response = await fetch(`${sandbox.url}/media/3_1/photo.png`);
    expect(response.status).toBe(404);
  });
});
