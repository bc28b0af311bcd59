import { compareIds, firstIdAt, type JsonObject } from '@app/domain';

import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { XOpenApi } from '../support/x-openapi';
import { type XAnswer, xRequest } from '../support/x-request';

const MENTIONS = '/2/users/{id}/mentions';
const SEARCH = '/2/tweets/search/recent';
const MESSAGES = '/2/dm_events';
const LIKES = '/2/users/{id}/liked_tweets';
const DAY_MS = 24 * 3600_000;

interface Page {
  data?: (JsonObject & { id: string })[];
  includes?: Record<string, JsonObject[]>;
  errors?: JsonObject[];
  meta?: { result_count: number; next_token?: string };
}
const pageOf = ({ body }: XAnswer) => body as Page;
const dataOf = (answers: XAnswer[]) => answers.flatMap((answer) => pageOf(answer).data ?? []);

let sandbox: RunningSandbox;
let accountId: string;
let quotesOf: string;
beforeAll(async () => {
  sandbox = await startSandbox({ posts: 320 });
  const { account } = await sandbox.control.stats();
  accountId = account.id;
  const address = (host: string) => `url:"${host}/${account.username}/status"`;
  quotesOf = `(${address('x.com')} OR ${address('twitter.com')}) is:quote -from:${account.username}`;
});
afterAll(() => sandbox.close());

const ask = (route: string, query: Record<string, string> = {}, of = sandbox) =>
  xRequest(of, route.replace('{id}', accountId), query);

async function readAll(route: string, query: Record<string, string>, of = sandbox) {
  const pages = [await ask(route, query, of)];
  for (;;) {
    const token = pageOf(pages.at(-1) as XAnswer).meta?.next_token;
    if (token === undefined) return pages;
    pages.push(await ask(route, { ...query, pagination_token: token }, of));
  }
}

describe.each([
  ['tweet', '2.166'],
  ['post', '2.167'],
] as const)(
  "the sandbox's streams in the %s dialect are as X describes them",
  (dialect, version) => {
    const x = new XOpenApi(version);
    const faultsOf = (route: string, pages: XAnswer[]) =>
      pages.flatMap(({ status, body }) => x.faults(route, status, body));
    const fieldsOf = (pages: XAnswer[]) =>
      new Set(dataOf(pages).flatMap((each) => Object.keys(each)));
    const references = { tweet: 'referenced_tweets', post: 'referenced_posts' }[dialect];

    it('mentions, replies among them, by whomever', async () => {
      const pages = await readAll(MENTIONS, { ...x.allFields(MENTIONS), max_results: '20' });
      expect(faultsOf(MENTIONS, pages)).toEqual([]);
      const posts = dataOf(pages);
      expect(posts.map(({ id }) => id)).toEqual(
        posts.map(({ id }) => id).toSorted((a, b) => compareIds(b, a)),
      );
      const own = posts.filter((post) => post.author_id === accountId);
      expect(own.length).toBeGreaterThan(0);
      expect(posts.length - own.length).toBeGreaterThan(30);
      expect([...fieldsOf(pages)]).toEqual(
        expect.arrayContaining(['author_id', 'attachments', 'in_reply_to_user_id', references]),
      );
    });

    it('quotes of the last seven days, by others', async () => {
      const query = { ...x.allFields(SEARCH), query: quotesOf, max_results: '10' };
      const pages = await readAll(SEARCH, query);
      expect(faultsOf(SEARCH, pages)).toEqual([]);
      const quotes = dataOf(pages);
      expect(quotes.length).toBeGreaterThan(0);
      const oldest = firstIdAt(new Date(Date.now() - 7 * DAY_MS));
      expect(quotes.filter(({ id }) => compareIds(id, oldest) < 0)).toEqual([]);
      expect(quotes.filter((post) => post.author_id === accountId)).toEqual([]);
      expect(JSON.stringify(quotes.map((post) => post[references]))).toContain('quoted');
    });

    it('messages of the last thirty days: of two and of a group, with photos and posts', async () => {
      const pages = await readAll(MESSAGES, { ...x.allFields(MESSAGES), max_results: '20' });
      expect(faultsOf(MESSAGES, pages)).toEqual([]);
      const events = dataOf(pages);
      expect(new Set(events.map((event) => event.event_type))).toEqual(
        new Set(['MessageCreate', 'ParticipantsJoin', 'ParticipantsLeave']),
      );
      const oldest = firstIdAt(new Date(Date.now() - 30 * DAY_MS));
      expect(events.filter(({ id }) => compareIds(id, oldest) < 0)).toEqual([]);
      expect([...fieldsOf(pages)]).toEqual(
        expect.arrayContaining([
          'attachments',
          'participant_ids',
          'sender_id',
          references,
          dialect === 'tweet' ? 'urls' : 'entities',
        ]),
      );
      const included = new Set(pages.flatMap((page) => Object.keys(pageOf(page).includes ?? {})));
      const posts = { tweet: 'tweets', post: 'posts' }[dialect];
      expect([...included].sort()).toEqual(['media', posts, 'users'].sort());
    });

    it('likes, of which those of lost posts are left out', async () => {
      const pages = await readAll(LIKES, { ...x.allFields(LIKES), max_results: '5' });
      expect(faultsOf(LIKES, pages)).toEqual([]);
      expect(pages.some((page) => pageOf(page).meta?.result_count === 4)).toBe(true);
      expect(dataOf(pages).length).toBeGreaterThan(10);
    });

    it('the profile with what is pinned to it', async () => {
      const [own] = dataOf([await ask('/2/users/{id}/tweets')]);
      await sandbox.control.changeProfile({ pinned_tweet_id: own?.id, location: 'Toulouse' });
      const answer = await ask('/2/users/me', x.allFields('/2/users/me'));
      expect(faultsOf('/2/users/me', [answer])).toEqual([]);
      const [pinned, posts] = {
        tweet: ['pinned_tweet_id', 'tweets'],
        post: ['pinned_post_id', 'posts'],
      }[dialect] as [string, string];
      expect(answer.body).toMatchObject({
        data: { id: accountId, location: 'Toulouse', [pinned]: own?.id },
        includes: { [posts]: [{ id: own?.id }] },
      });
    });

    it.each([
      [SEARCH, 'a search for nothing', {}],
      [SEARCH, 'an operator it does not know', { query: 'lang:en' }],
      [SEARCH, 'a parenthesis that does not end', { query: '(from:contoso' }],
      [SEARCH, 'too few results', { query: 'from:contoso', max_results: '5' }],
      [SEARCH, 'an id from before the last seven days', { query: 'from:contoso', since_id: '20' }],
      [MESSAGES, 'a range of ids', { since_id: '20' }],
      [MESSAGES, 'polls, which messages have not', { 'poll.fields': 'id' }],
      [LIKES, 'a range of ids', { until_id: '20' }],
      [LIKES, 'a token that is none', { pagination_token: 'next' }],
      [MENTIONS, 'what is left out of timelines only', { exclude: 'replies' }],
    ])('the refusal by %s of %s', async (route, _, query) => {
      const told: Record<string, string> = dialect === 'post' ? { 'post.fields': 'id' } : {};
      const answer = await ask(route, { ...told, ...query });
      expect({ status: answer.status, faults: faultsOf(route, [answer]) }).toEqual({
        status: 400,
        faults: [],
      });
    });
  },
);

describe("the sandbox's streams", () => {
  it('end at the 800 newest mentions', async () => {
    const { control } = sandbox;
    const { account } = await control.stats();
    await control.post(805, '30100071', `@${account.username} hello`);
    const pages = await readAll(MENTIONS, { max_results: '100' });
    expect(dataOf(pages)).toHaveLength(800);
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));
  });

  /** X's document does not name this type; https://docs.x.com/x-api/fundamentals/response-codes-and-errors does. */
  it('refuse messages to an app that may only read posts', async () => {
    const strict = await startSandbox({ posts: 0 });
    await strict.control.permit('read');
    await strict.control.letIn(accountId);
    const { status, headers, body } = await ask(MESSAGES, {}, strict);
    await strict.close();
    expect([status, headers.get('x-access-level')]).toEqual([403, 'read']);
    expect(body).toMatchObject({ type: expect.stringMatching(/oauth1-permissions$/) as string });
  });

  it('let messages be read 15 times in 15 minutes', async () => {
    const limited = await startSandbox({ posts: 0 });
    const statuses: number[] = [];
    for (let i = 0; i < 16; i++) statuses.push((await ask(MESSAGES, {}, limited)).status);
    await limited.close();
    expect(statuses).toEqual([...Array.from({ length: 15 }, () => 200), 429]);
  });
});
