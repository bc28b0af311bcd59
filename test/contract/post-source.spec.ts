import { SystemClock, type XApiConfig } from '@app/config';
import { type Post, type PostId, postKind } from '@app/domain';
import { PostSource, type ReadPage, TwitterIngestionModule } from '@app/twitter-ingestion';
import { describePostSource, type Trouble } from '@testing/twitter-ingestion';

import { type HttpsHost, startHttpsHost } from '../support/https-host';
import { openModule } from '../support/open-module';
import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { xApiConfig } from '../support/x-api-config';

const open = async (config: XApiConfig): Promise<PostSource> => {
  const given = { slices: [config], clock: new SystemClock() };
  return (await openModule(TwitterIngestionModule, given)).get(PostSource);
};

let sandbox: RunningSandbox;
let host: HttpsHost;
beforeAll(async () => {
  sandbox = await startSandbox({ posts: 0 });
  host = await startHttpsHost();
});
afterAll(() => Promise.all([sandbox.close(), host.close()]));

const faults: Record<Trouble, object> = {
  'empty-page': { kind: 'empty_page' },
  limited: { kind: 'rate_limit' },
  unavailable: { kind: 'status', status: 503 },
};
let posted: PostId[] = [];

describePostSource('XApiPostSource', async () => {
  const { control } = sandbox;
  for (const id of posted) await control.delete(id);
  posted = [];
  const { account } = await control.stats();
  return {
    source: await open(xApiConfig(new URL(sandbox.url))),
    credentials: sandbox.keys,
    accountId: account.id,
    username: account.username,
    now: () => new Date(),
    post: async (count) => {
      const made = await control.post(count);
      posted.push(...made);
      return made;
    },
    edit: (id) => control.edit(id, 'Said better'),
    remove: async (id) => {
      posted = posted.filter((each) => each !== id);
      await control.delete(id);
    },
    hide: (id) => control.hide(id),
    trouble: (next) => control.addFault({ target: 'x', path: '/tweets', ...faults[next] }),
  };
});

describe('XApiPostSource', () => {
  const read = async (more: Parameters<typeof xApiConfig>[1] = {}, signal?: AbortSignal) => {
    const source = await open(xApiConfig(new URL(sandbox.url), more));
    const { account } = await sandbox.control.stats();
    return source.fetchPage(sandbox.keys, { accountId: account.id }, { signal });
  };
  const meets = (fault: object) => sandbox.control.addFault({ target: 'x', ...fault });
  // A call that was given up may never have met its fault.
  afterEach(() => sandbox.control.clearFaults());

  it.each([
    [{ kind: 'status', status: 400 }, 'twitter.invalid_request'],
    [{ kind: 'status', status: 401 }, 'twitter.unauthorized'],
    [{ kind: 'status', status: 402 }, 'twitter.payment_required'],
    [{ kind: 'status', status: 403 }, 'twitter.forbidden'],
    [{ kind: 'status', status: 404 }, 'twitter.not_found'],
    [{ kind: 'status', status: 500 }, 'twitter.unavailable'],
    [{ kind: 'html' }, 'twitter.unavailable'],
    [{ kind: 'reset' }, 'twitter.network'],
    [{ kind: 'truncate' }, 'twitter.malformed'],
    [{ kind: 'cut_json' }, 'twitter.malformed'],
    [{ kind: 'html', status: 200 }, 'twitter.malformed'],
    [{ kind: 'revoked' }, 'twitter.unauthorized'],
    [{ kind: 'suspended' }, 'twitter.forbidden'],
  ])('tells %j as %s', async (fault, code) => {
    await meets(fault);
    await expect(read()).rejects.toMatchObject({ code });
  });

  it('takes no part of an answer for the whole, whatever length was announced', async () => {
    await meets({ kind: 'wrong_length' });
    await expect(read()).rejects.toMatchObject({ fault: 'transient' });
  });

  it('waits a whole window when X limits and does not say for how long', async () => {
    await meets({ kind: 'rate_limit', headers: false });
    const before = Date.now();
    const page = await read();
    const retryAt = page.kind === 'limited' ? page.retryAt : new Date(0);
    expect(retryAt.getTime()).toBeGreaterThanOrEqual(before + 15 * 60_000);
  });

  it('gives a call up that hangs', async () => {
    await meets({ kind: 'hang' });
    await expect(read({ requestTimeoutMs: 300 })).rejects.toMatchObject({
      code: 'twitter.timeout',
      details: { timeoutMs: 300 },
    });
  });

  it('leaves a call that hangs as soon as it is aborted, with the reason', async () => {
    await meets({ kind: 'hang' });
    const [stopping, reason] = [new AbortController(), new Error('shutting down')];
    const call = read({}, stopping.signal);
    setTimeout(() => stopping.abort(reason), 100);
    await expect(call).rejects.toBe(reason);
  });

  it('is let in with the right keys only', async () => {
    const source = await open(xApiConfig(new URL(sandbox.url)));
    const { appSecret } = sandbox.keys;
    await expect(source.whoAmI({ ...sandbox.keys, accessSecret: appSecret })).rejects.toMatchObject(
      { code: 'twitter.unauthorized' },
    );
  });

  it('reaches nobody where nobody listens', async () => {
    const source = await open(xApiConfig(new URL('https://localhost:1')));
    await expect(source.whoAmI(sandbox.keys)).rejects.toMatchObject({ code: 'twitter.network' });
  });

  it('sends nothing to a host whose certificate it cannot check', async () => {
    const stranger = await startHttpsHost({ isTrusted: false });
    const asked = jest.fn();
    stranger.answer = asked;
    const source = await open(xApiConfig(stranger.url));
    await expect(source.whoAmI(sandbox.keys)).rejects.toMatchObject({ code: 'twitter.network' });
    expect(asked).not.toHaveBeenCalled();
    await stranger.close();
  });
});

describe('XApiPostSource before posts of every kind', () => {
  let many: RunningSandbox;
  beforeAll(async () => {
    many = await startSandbox({ posts: 105 });
  });
  afterAll(() => many.close());

  /** What a post is, whoever else is told of. */
  const essence = (post: Post) => ({
    ...{ id: post.id, kind: postKind(post), text: post.text, createdAt: post.createdAt },
    ...{ authorId: post.author.id, repliesTo: post.inReplyToUser?.id },
    references: post.references.map(({ type, id }) => ({ type, id })),
    media: post.media.map(({ key, type, altText, url }) => ({ key, type, altText, url })),
    ...{ poll: post.poll, place: post.place, versionIds: post.versionIds },
    ...{ links: post.links, metrics: post.metrics, withheldIn: post.withheldIn },
  });

  const readAll = async (more: Parameters<typeof xApiConfig>[1]) => {
    const source = await open(xApiConfig(new URL(many.url), more));
    const request = { accountId: (await many.control.stats()).account.id };
    const posts: (Post | undefined)[] = [];
    for (let pageToken: string | undefined; ;) {
      const page = await source.fetchPage(many.keys, { ...request, pageToken });
      if (page.kind === 'limited') throw new Error('the sandbox asks to wait');
      posts.push(...page.posts.map(({ post }) => post));
      if (page.kind === 'last') return posts;
      pageToken = page.nextPageToken;
    }
  };

  it('reads the same in either dialect, and with or without what is around', async () => {
    const full = await readAll({ dialect: 'tweet' });
    expect(new Set(full.map((post) => post && postKind(post)))).toEqual(
      new Set(['post', 'reply', 'quote', 'repost']),
    );
    const expected = full.map((post) => post && essence(post));
    const others = [
      { dialect: 'post' },
      { dialect: 'tweet', context: 'own' },
      { dialect: 'post', context: 'own' },
    ] as const;
    for (const other of others) {
      const posts = await readAll(other);
      expect(posts.map((post) => post && essence(post))).toEqual(expected);
    }
  });
});

describe('XApiPostSource before answers that X should not give', () => {
  const post = { id: '20', text: 'just setting up my twttr', author_id: '7' };
  const meta = { result_count: 1 };
  const dated = { ...post, created_at: '2006-03-21T20:50:14.000Z' };
  const whole = JSON.stringify({ data: [dated], meta });
  const json = { 'content-type': 'application/json' };

  const answers: [string, string, HttpsHost['answer']][] = [
    [
      'a redirect',
      'twitter.malformed',
      (_, to) => to.writeHead(302, { location: '/' }).end('moved'),
    ],
    ['nothing at all', 'twitter.malformed', (_, to) => to.writeHead(200, json).end()],
    ['JSON that ends early', 'twitter.malformed', (_, to) => to.end(whole.slice(0, -9))],
    ['a text', 'twitter.malformed', (_, to) => to.writeHead(200, json).end('"over capacity"')],
    ['no data', 'twitter.malformed', (_, to) => to.writeHead(200, json).end('{}')],
    [
      'compression nobody asked for',
      'twitter.malformed',
      (_, to) => to.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(whole),
    ],
    [
      'a body without length that is cut',
      'twitter.malformed',
      (_, to) => to.write(whole.slice(0, 20), () => to.destroy()),
    ],
    [
      'posts without the fields asked for',
      'twitter.fields_missing',
      (_, to) => to.end(JSON.stringify({ data: [post], meta })),
    ],
    [
      'posts that are not said to be a page',
      'twitter.malformed',
      (_, to) => to.end(JSON.stringify({ data: [dated] })),
    ],
    [
      'a cap that is used up',
      'twitter.usage_capped',
      (_, to) =>
        to
          .writeHead(429, { ...json, 'x-rate-limit-reset': '1' })
          .end('{"title":"UsageCapExceeded","type":"https://api.x.com/2/problems/usage-capped"}'),
    ],
  ];

  const ask = async (answer: HttpsHost['answer']) => {
    host.answer = answer;
    const source = await open(xApiConfig(host.url));
    return source.fetchPage(sandbox.keys, { accountId: '7' });
  };

  it.each(answers)('tells %s as %s', async (_, code, answer) => {
    await expect(ask(answer)).rejects.toMatchObject({ code });
  });

  it('takes the same post when it comes as it should', async () => {
    const { evidence, posts } = (await ask((_, to) => to.end(whole))) as ReadPage;
    expect(posts).toMatchObject([{ id: '20', post: { text: post.text } }]);
    expect(Buffer.from(evidence.body).toString()).toBe(whole);
  });
});
