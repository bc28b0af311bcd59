import {
  AppError,
  filesOfContent,
  firstIdAt,
  lastIdAt,
  readContent,
  Secret,
  type Stream,
} from '@app/domain';
import { secretNames } from '@app/secrets';
import { CaptureWorld } from '@testing/capture';
import { aJob, FakeStreamChoices } from '@testing/jobs';

import { type CaptureOutcome } from './capture-outcome';

const DAY_MS = 24 * 3600_000;
const minutesAgo = (world: CaptureWorld, minutes: number) =>
  firstIdAt(new Date(world.clock.now().getTime() - minutes * 60_000));

/** As many ids as wanted, a minute apart, the newest a minute ago. */
const idsOf = (world: CaptureWorld, count: number) =>
  Array.from({ length: count }, (_, i) => minutesAgo(world, count - i));

const entriesOf = ({ archive }: CaptureWorld) => [...archive.entries.values()];
const recordsOf = ({ archive }: CaptureWorld) => [...archive.records.values()];
const coverageOf = async ({ states }: CaptureWorld, stream: Stream) =>
  (await states.load('7', stream)).state.coverage;

describe('mentions', () => {
  it('are posts of others, with what the account says itself left out', async () => {
    const world = new CaptureWorld();
    const [others, own] = idsOf(world, 2);
    world.source.fields.set(own ?? '', { author_id: '7' });
    world.source.arrive('mentions', others ?? '', own ?? '');
    expect(await world.run({ stream: 'mentions' })).toMatchObject({ kind: 'caught-up', added: 1 });
    expect(entriesOf(world)).toMatchObject([{ type: 'inbound', kind: 'inbound', postId: others }]);
    expect((await world.states.load('7')).revision).toBeUndefined();
  });

  it('are read anew from the newest down to what is known', async () => {
    const world = new CaptureWorld();
    world.source.arrive('mentions', ...idsOf(world, 250));
    await world.run({ stream: 'mentions' });
    world.clock.advance(DAY_MS);
    world.source.arrive('mentions', ...idsOf(world, 30));
    expect(await world.run({ stream: 'mentions' })).toMatchObject({ added: 30, pages: 1 });
    const [interval, ...more] = await coverageOf(world, 'mentions');
    expect([interval?.from, interval?.state, more]).toEqual(['1', 'complete', []]);
  });

  it('end where X lists no more, and what lies below is known to be out of reach', async () => {
    const world = new CaptureWorld({ reach: 800 });
    const ids = idsOf(world, 1000);
    world.source.arrive('mentions', ...ids);
    expect(await world.run({ stream: 'mentions' })).toMatchObject({ added: 800 });
    const lowest = ids[200] ?? '';
    expect(await coverageOf(world, 'mentions')).toMatchObject([
      { from: '1', to: `${BigInt(lowest) - 1n}`, state: 'unreachable' },
      { from: lowest, state: 'complete' },
    ]);
  });
});

describe.each([
  ['quotes', 7],
  ['messages', 30],
] as const)('%s', (stream, days) => {
  it(`are read as far back as X shows them: ${days} days`, async () => {
    const world = new CaptureWorld();
    const now = world.clock.now().getTime();
    const old = firstIdAt(new Date(now - (days + 1) * DAY_MS));
    const young = firstIdAt(new Date(now - (days - 1) * DAY_MS));
    world.source.arrive(stream, old, young);
    expect(await world.run({ stream })).toMatchObject({ kind: 'caught-up', added: 1 });
    const shownFrom = firstIdAt(new Date(now - days * DAY_MS));
    expect(await coverageOf(world, stream)).toMatchObject([
      { from: '1', to: `${BigInt(shownFrom) - 1n}`, state: 'unreachable' },
      { from: shownFrom, state: 'complete' },
    ]);
  });

  it('of a time in which nothing was captured are known to be missing', async () => {
    const world = new CaptureWorld();
    world.clock.advance(1);
    await world.run({ stream });
    const top = (await coverageOf(world, stream)).at(-1)?.to ?? '';
    world.clock.advance((days + 5) * DAY_MS);
    world.source.arrive(stream, ...idsOf(world, 3));
    expect(await world.run({ stream })).toMatchObject({ added: 3 });
    const shownFrom = firstIdAt(new Date(world.clock.now().getTime() - days * DAY_MS));
    const gap = (await coverageOf(world, stream)).filter(({ state }) => state === 'unreachable');
    expect(gap.at(-1)).toMatchObject({
      from: `${BigInt(top) + 1n}`,
      to: `${BigInt(shownFrom) - 1n}`,
    });
  });
});

describe('messages', () => {
  it('are archived as what they are, though a post has the same id', async () => {
    const world = new CaptureWorld();
    const [id = ''] = idsOf(world, 1);
    world.source.post(id);
    world.source.arrive('messages', id);
    await world.run();
    await world.run({ stream: 'messages' });
    expect(entriesOf(world)).toMatchObject([
      { type: 'post', kind: 'post', postId: id },
      { type: 'message', kind: 'message', postId: id },
    ]);
    expect(recordsOf(world).at(-1)).toMatchObject({ type: 'message', raw: { post: { id } } });
  });

  it('are all there after a reading was interrupted at every page', async () => {
    const world = new CaptureWorld({ pageSize: 10 });
    const ids = idsOf(world, 55);
    world.source.arrive('messages', ...ids);
    let parked = 0;
    for (; ; parked++) {
      world.source.disturbances = [undefined, undefined, 'limited'];
      if ((await world.run({ stream: 'messages' })).kind === 'caught-up') break;
      world.clock.advance(900_000);
      const [id = ''] = idsOf(world, 1);
      world.source.arrive('messages', id);
      ids.push(id);
    }
    expect(parked).toBeGreaterThan(3);
    expect(new Set(entriesOf(world).map(({ postId }) => postId))).toEqual(new Set(ids));
    expect(entriesOf(world)).toHaveLength(ids.length);
  });
});

describe('likes', () => {
  const liked = (world: CaptureWorld) => entriesOf(world).map(({ postId }) => postId);

  it('count as of the moment they were noticed, after the reading before', async () => {
    const world = new CaptureWorld();
    const first = world.clock.now();
    world.source.arrive('likes', '100000000001');
    await world.run({ stream: 'likes' });
    world.clock.advance(300_000);
    world.source.arrive('likes', '100000000000');
    await world.run({ stream: 'likes' });
    const records = recordsOf(world).map(({ postId, noticed }) => [postId, noticed]);
    expect(records).toEqual([
      ['100000000001', { at: first.toISOString() }],
      ['100000000000', { at: world.clock.now().toISOString(), notBefore: first.toISOString() }],
    ]);
    expect(entriesOf(world)[1]).toMatchObject({ type: 'like', createdAt: world.clock.now() });
  });

  it('that are more than X gives at a time are read on where it stopped', async () => {
    const world = new CaptureWorld({ pageSize: 10 });
    const ids = idsOf(world, 40);
    world.source.arrive('likes', ...ids);
    world.source.disturbances = [undefined, undefined, 'limited'];
    expect(await world.run({ stream: 'likes' })).toMatchObject({ kind: 'parked', pages: 2 });
    world.clock.advance(900_000);
    expect(await world.run({ stream: 'likes' })).toMatchObject({ kind: 'caught-up', pages: 2 });
    expect(entriesOf(world)).toHaveLength(40);
  });

  it('are read from the newest when X has forgotten where it stopped', async () => {
    const world = new CaptureWorld({ pageSize: 10 });
    world.source.arrive('likes', ...idsOf(world, 40));
    world.source.disturbances = [undefined, 'limited'];
    await world.run({ stream: 'likes' });
    world.clock.advance(900_000);
    world.source.disturbances = [new AppError('twitter.invalid_request', 'token?')];
    expect(await world.run({ stream: 'likes' })).toMatchObject({ kind: 'caught-up', pages: 4 });
    expect(entriesOf(world)).toHaveLength(40);
  });

  it('are read down to what is known, and kept once', async () => {
    const world = new CaptureWorld({ pageSize: 10 });
    world.source.arrive('likes', ...Array.from({ length: 45 }, (_, i) => `${1000000000 + i}`));
    expect(await world.run({ stream: 'likes' })).toMatchObject({ added: 45, pages: 5 });
    world.clock.advance(300_000);
    world.source.arrive('likes', '5', '4', '3');
    expect(await world.run({ stream: 'likes' })).toMatchObject({ added: 3, pages: 2 });
    world.clock.advance(300_000);
    expect(await world.run({ stream: 'likes' })).toMatchObject({ added: 0, pages: 1 });
  });

  it('settle the time until the reading began', async () => {
    const world = new CaptureWorld({ pageSize: 1 });
    world.source.arrive('likes', '1', '2');
    const begun = world.clock.now();
    world.source.onRequest = () => world.clock.advance(1000);
    await world.run({ stream: 'likes' });
    const to = lastIdAt(begun);
    expect(await coverageOf(world, 'likes')).toMatchObject([{ from: '1', to, state: 'complete' }]);
  });

  it.each(['before', 'after'] as const)(
    'are the same, each once, when a run dies %s any write, and new ones come meanwhile',
    async (moment) => {
      for (let write = 1; ; write++) {
        const world = new CaptureWorld({ pageSize: 2 });
        world.source.arrive('likes', '11', '12', '13', '14', '15');
        await world.run({ stream: 'likes' });
        world.clock.advance(300_000);
        world.source.arrive('likes', '16', '17', '18');
        world.crash.dieAtWrite(write, moment);
        const died = await world.run({ stream: 'likes' }).then(
          () => false,
          () => true,
        );
        world.crash.restart();
        world.clock.advance(300_000);
        world.source.arrive('likes', '19', '20', '21', '22', '23');
        await world.run({ stream: 'likes' });
        // What came meanwhile lies above the place where an interrupted reading goes on.
        world.clock.advance(60_000);
        await world.run({ stream: 'likes' });
        expect(liked(world).toSorted()).toEqual(Array.from({ length: 13 }, (_, i) => `${11 + i}`));
        if (!died) break;
      }
    },
  );

  it('loses none to another that is liked again on top', async () => {
    const world = new CaptureWorld({ pageSize: 3 });
    world.source.arrive('likes', '1', '2', '3', '4');
    await world.run({ stream: 'likes' });
    world.clock.advance(300_000);
    world.source.remove('1', 'likes');
    world.source.arrive('likes', '5', '1');
    await world.run({ stream: 'likes' });
    expect(liked(world)).toContain('5');
    expect(liked(world)).toHaveLength(5);
  });
});

describe('the profile', () => {
  const profiles = (world: CaptureWorld) =>
    recordsOf(world).map(({ raw }) => [raw.post.name, [raw.includes.users].flat()[0]]);

  it('is kept when it is seen first, and with what it was before when it changes', async () => {
    const world = new CaptureWorld();
    const first = world.clock.now();
    await world.run({ stream: 'profile' });
    world.clock.advance(300_000);
    expect(await world.run({ stream: 'profile' })).toMatchObject({ added: 0, pages: 1 });
    const notBefore = world.clock.now().toISOString();
    world.clock.advance(300_000);
    const before = world.source.user;
    world.source.user = { ...before, name: 'Contoso Ltd' };
    await world.run({ stream: 'profile' });
    expect(profiles(world)).toEqual([
      ['Contoso', undefined],
      ['Contoso Ltd', before],
    ]);
    expect(recordsOf(world).map(({ noticed }) => noticed)).toEqual([
      { at: first.toISOString() },
      { at: world.clock.now().toISOString(), notBefore },
    ]);
    const pageName = entriesOf(world)[1]?.pageName ?? '';
    expect(Buffer.from(world.archive.pages.get(pageName)?.body ?? []).toString()).toContain('Ltd');
  });

  it('is kept with its pictures', async () => {
    const world = new CaptureWorld();
    const url = 'https://pbs.twimg.com/profile_images/1/a_normal.jpg';
    world.source.user = { ...world.source.user, profile_image_url: url };
    await world.run({ stream: 'profile' });
    const [record] = recordsOf(world);
    const files = record ? filesOfContent(readContent(record)) : [];
    expect(files).toHaveLength(1);
    const known = await world.media.find(
      '7',
      files.map(({ fileKey }) => fileKey),
    );
    expect(known.size).toBe(1);
  });

  it('does not change with its counters', async () => {
    const world = new CaptureWorld();
    const user = world.source.user;
    for (const [n, id] of ['1', '2'].entries()) {
      world.source.user = {
        ...user,
        ...{ public_metrics: { followers_count: n }, most_recent_tweet_id: id },
      };
      await world.run({ stream: 'profile' });
      world.clock.advance(300_000);
    }
    expect(profiles(world)).toHaveLength(1);
  });

  it.each(['before', 'after'] as const)(
    'changes once for each change, though a run dies %s any write',
    async (moment) => {
      for (let write = 1; ; write++) {
        const world = new CaptureWorld();
        await world.run({ stream: 'profile' });
        const name = (to: string) => (world.source.user = { ...world.source.user, name: to });
        name('Contoso Ltd');
        world.clock.advance(300_000);
        world.crash.dieAtWrite(write, moment);
        const died = await world.run({ stream: 'profile' }).then(
          () => false,
          () => true,
        );
        world.crash.restart();
        for (let i = 0; i < 2; i++) {
          world.clock.advance(300_000);
          await world.run({ stream: 'profile' });
        }
        const names = entriesOf(world).map(({ recordName }) => recordName);
        expect(names).toHaveLength(2);
        if (!died) break;
      }
    },
  );
});

describe('a stream besides posts', () => {
  it('is read once a minute at most, unless somebody wants it now', async () => {
    const world = new CaptureWorld();
    await world.run({ stream: 'messages' });
    world.clock.advance(59_999);
    expect(await world.run({ stream: 'messages' })).toMatchObject({ pages: 0 });
    expect(await world.run({ stream: 'messages', evenIfParked: true })).toMatchObject({ pages: 1 });
    world.clock.advance(60_000);
    expect(await world.run({ stream: 'messages' })).toMatchObject({ pages: 1 });
  });

  it('waits when X asks to, the profile too', async () => {
    const world = new CaptureWorld();
    const retryAtMs = world.clock.now().getTime() + 400_000;
    const limited = new AppError('twitter.rate_limited', 'no', { retryAtMs });
    world.source.fetchProfile = () => Promise.reject(limited);
    expect(await world.run({ stream: 'profile' })).toMatchObject({
      kind: 'parked',
      parking: { reason: 'twitter.rate_limited', until: new Date(retryAtMs) },
    });
  });
});

describe('AccountStreams', () => {
  const results = async (
    world: CaptureWorld,
    ...chosen: Parameters<FakeStreamChoices['set']>[1]
  ) => {
    const choices = new FakeStreamChoices();
    await choices.set('7', chosen, world.clock.now());
    const streams = world.streams(choices);
    const { accountId, credentials } = world;
    return Array.fromAsync(streams.run({ accountId, credentials }));
  };

  it('reads the posts alone unless more is switched on', async () => {
    const world = new CaptureWorld();
    const [first, ...more] = await results(world);
    expect([first?.stream, more]).toMatchObject(['posts', [{ stream: 'deletions' }]]);
    expect(world.source.requests).toMatchObject([{ stream: 'posts' }]);
  });

  it('spends one try a turn on files that are missing, however many streams there are', async () => {
    const world = new CaptureWorld();
    const file = { fileKey: '3_1.original', url: 'https://pbs.twimg.com/media/1.jpg' };
    await world.media.markMissing('7', { ...file, reason: 'media.unavailable', retry: true });
    world.files.files.set(file.url, new AppError('media.unavailable', 'down'));
    await results(world, 'mentions', 'likes', 'profile');
    expect(await world.media.listToRetry('7', 1)).toMatchObject([{ attempts: 2 }]);
  });

  it('reads each stream though others fail or wait', async () => {
    const world = new CaptureWorld();
    world.source.disturbances = [new AppError('twitter.unavailable', 'down'), 'limited'];
    world.source.arrive('likes', '1');
    const all = await results(world, 'mentions', 'likes');
    const outcome = (result: { outcome: CaptureOutcome } | { error: unknown }) =>
      'error' in result ? 'failed' : result.outcome.kind;
    expect(all.map((each) => [each.stream, outcome(each)])).toEqual([
      ['posts', 'failed'],
      ['mentions', 'parked'],
      ['likes', 'caught-up'],
      ['deletions', 'caught-up'],
    ]);
  });

  it('tells the Import service what changed, after all else, and says when it cannot', async () => {
    const world = new CaptureWorld();
    await world.jobs.save(aJob());
    await world.secrets.set(secretNames.aadAppSecret, new Secret('secret'));
    await world.run({ stream: 'deletions' });
    const { state, revision } = await world.states.load('7', 'deletions');
    const recheck = state.recheck && { ...state.recheck, untold: ['5'] };
    await world.states.save('7', { ...state, recheck }, revision, 'deletions');
    const error = new AppError('export.completion_unavailable', 'no');
    world.changes.failures = [error];
    expect((await results(world)).at(-1)).toEqual({ stream: 'deletions', error });
    expect((await results(world)).at(-1)).toMatchObject({ outcome: { kind: 'caught-up' } });
    expect(world.changes.told).toMatchObject([{ jobId: 'job', itemId: '5' }]);
  });

  it('makes an account without keys wait for a quarter of an hour', async () => {
    const world = new CaptureWorld();
    await world.streams().parkForKeys('7', 'secrets.missing');
    const until = new Date(world.clock.now().getTime() + 900_000);
    expect((await world.states.load('7')).state.parked).toEqual({
      reason: 'secrets.missing',
      until,
    });
  });
});
