import { SystemClock, type XApiConfig } from '@app/config';
import {
  type PagedStream,
  PostSource,
  type ReadPage,
  TwitterIngestionModule,
} from '@app/twitter-ingestion';
import { describeStreams, type Trouble } from '@testing/twitter-ingestion';

import { openModule } from '../support/open-module';
import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { xApiConfig } from '../support/x-api-config';

async function open({ url }: RunningSandbox, dialect: XApiConfig['dialect'] = 'tweet') {
  const slices = [xApiConfig(new URL(url), { dialect })];
  return (await openModule(TwitterIngestionModule, { slices, clock: new SystemClock() })).get(
    PostSource,
  );
}

const faults: Record<Trouble, object> = {
  'empty-page': { kind: 'empty_page' },
  limited: { kind: 'rate_limit' },
  unavailable: { kind: 'status', status: 503 },
};
const paths: Record<PagedStream, string> = {
  posts: '/tweets',
  mentions: '/mentions',
  quotes: '/search/recent',
  messages: '/dm_events',
  likes: '/liked_tweets',
};

/** X lets messages be read 15 times in 15 minutes: a sandbox of its own for each test. */
describe.each(['tweet', 'post'] as const)('in the %s dialect', (dialect) => {
  let own: RunningSandbox;
  afterEach(() => own.close());

  describeStreams('XApiPostSource', async () => {
    own = await startSandbox({ posts: 0 });
    const { control } = own;
    const { id: accountId, username } = (await control.stats()).account;
    const by = { other: '30100071', account: accountId };
    return {
      ...{ accountId, username, credentials: own.keys },
      source: await open(own, dialect),
      now: () => new Date(),
      post: (count) => control.post(count),
      remove: (id) => control.delete(id),
      hide: (id) => control.hide(id),
      trouble: (next, stream = 'posts') =>
        control.addFault({ target: 'x', path: paths[stream], ...faults[next] }),
      mention: (party) => control.say(`@${username} hello`, { authorId: by[party] }),
      quote: (quotes, party) => control.say('Look', { authorId: by[party], quotes }),
      write: (text) => control.write(text),
      like: async () => {
        const id = await control.say('Likeable', { authorId: by.other });
        await control.like(id);
        return id;
      },
      unlike: (id) => control.unlike(id),
      rename: (username) => control.changeProfile({ username }),
      describe: (description) => control.changeProfile({ description }),
    };
  });
});

describe('XApiPostSource on its way down to older messages', () => {
  let own: RunningSandbox;
  let ids: string[];
  beforeEach(async () => {
    own = await startSandbox({ posts: 0 });
    ids = [];
    for (let i = 0; i < 8; i++) ids.unshift(await own.control.write('Hello, just you'));
  });
  afterEach(() => own.close());

  const goOnBelow = async (meanwhile?: () => Promise<void>) => {
    const source = await open(own);
    const { account } = await own.control.stats();
    const request = { accountId: account.id, stream: 'messages', limit: 3 } as const;
    const first = (await source.fetchPage(own.keys, request)) as ReadPage;
    await meanwhile?.();
    const below = { ...request, untilId: first.oldestId };
    return (await source.fetchPage(own.keys, below)) as ReadPage;
  };

  it('goes on where it was, and reads no newer ones again', async () => {
    const page = await goOnBelow();
    expect(page.posts.map(({ id }) => id)).toEqual(ids.slice(3, 6));
    expect(page.postsRead).toBe(3);
  });

  it('begins again when X does not know the place any more', async () => {
    const page = await goOnBelow(() =>
      own.control.addFault({ target: 'x', path: '/dm_events', kind: 'status', status: 400 }),
    );
    expect(page).toMatchObject({ kind: 'page', posts: [], postsRead: 3 });
  });
});
