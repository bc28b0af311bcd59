import { AppError, firstIdAt, isSettled } from '@app/domain';
import { CaptureWorld } from '@testing/capture';

const unauthorized = new AppError('twitter.unauthorized', 'no');

/** An account captured once, so that its coverage has a top. */
async function capturedOnce(
  posts: number,
  options?: { pageSize?: number; settleSeconds?: number },
) {
  const world = new CaptureWorld(options);
  world.post(posts);
  world.clock.advance((options?.settleSeconds ?? 0) * 1000 + 1);
  await world.run();
  world.source.requests.length = 0;
  return world;
}

describe('AccountCapture', () => {
  it('archives all of 1,000 posts made between two captures', async () => {
    const world = await capturedOnce(3);
    world.clock.advance(300_000);
    world.post(1000);
    world.clock.advance(1);

    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 1000, pages: 10 });
    expect(world.archived()).toEqual(world.made);
  });

  it('asks once, and is billed nothing, when there is nothing new', async () => {
    const world = await capturedOnce(250);
    world.clock.advance(300_000);

    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 0, pages: 1 });
    expect(world.source.requests).toHaveLength(1);
    expect((await world.states.load(world.accountId)).state.postsRead).toBe(250);
  });

  it('settles the time up to now for an account without posts, and captures the first one', async () => {
    const world = new CaptureWorld();
    world.clock.advance(1);
    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 0, pages: 1 });
    const until = firstIdAt(world.clock.now());
    expect(isSettled(await world.coverage(), { from: '0', to: until })).toBe(true);

    world.post(1);
    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 1 });
  });

  it('tells when it caught up, and each page as soon as it is safe', async () => {
    const world = new CaptureWorld({ pageSize: 10 });
    world.post(25);
    const pages: [number, number][] = [];
    await world.run({ onPage: (added) => pages.push([added, world.archived().length]) });
    expect(pages).toEqual([
      [10, 10],
      [10, 20],
      [5, 25],
    ]);
    expect((await world.states.load(world.accountId)).state.caughtUpAt).toEqual(world.clock.now());
  });

  it('reads again what X may have listed too early to be sure of, and archives nothing twice', async () => {
    const world = await capturedOnce(5, { settleSeconds: 30 });
    world.post(3);
    expect(await world.run()).toMatchObject({ added: 3 });
    world.post(1, 20_000);
    world.clock.advance(10_000);
    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 1 });
    expect(world.archived()).toHaveLength(9);
    expect(world.archive.entries.size).toBe(9);
  });

  it('archives the earlier version of an edited post that left the timeline', async () => {
    const world = await capturedOnce(2);
    world.post(2);
    const [, , before = '', after = ''] = world.made;
    world.source.remove(before);
    world.source.earlierVersions.set(after, [before]);
    world.clock.advance(1);

    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 2 });
    expect(world.archived()).toEqual(world.made);
    const [whole] = await world.coverage();
    expect(whole?.posts).toBe(3);
  });

  it('keeps posts that nobody can read as they came, and goes on', async () => {
    const world = new CaptureWorld({ pageSize: 2 });
    world.post(6);
    world.clock.advance(1);
    for (const id of world.made.slice(2, 4)) world.source.fields.set(id, { text: { no: 'text' } });

    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 6 });
    expect(world.archived()).toEqual(world.made);
    const kinds = [...world.archive.entries.values()].map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'unreadable')).toHaveLength(2);
    expect(await world.falselyClaimed()).toEqual([]);
  });

  it('tries again at the end to get the media it lacks', async () => {
    const world = await capturedOnce(1);
    const url = 'https://pbs.twimg.com/media/1.jpg';
    const file = { fileKey: '3_1.original', url, reason: 'media.unavailable', retry: true };
    await world.media.markMissing(world.accountId, file);
    world.files.files.set(url, Buffer.from('picture'));
    await world.run();
    const found = await world.media.find(world.accountId, ['3_1.original']);
    expect(found.get('3_1.original')).toMatchObject({ state: 'stored', bytes: 7 });
  });

  it('stops between two pages when told to, and goes on later', async () => {
    const world = new CaptureWorld({ pageSize: 10 });
    world.post(35);
    world.clock.advance(1);
    const stop = new AbortController();
    const run = world.run({ signal: stop.signal, onPage: () => stop.abort(new Error('stop')) });
    await expect(run).rejects.toThrow('stop');
    expect(world.archived()).toHaveLength(10);
    await world.runToTheEnd();
    expect(world.archived()).toEqual(world.made);
  });

  it('refuses to go on when another run has saved since', async () => {
    const world = new CaptureWorld({ pageSize: 10 });
    world.post(30);
    world.clock.advance(1);
    world.source.onRequest = () => {
      world.source.onRequest = () => undefined;
      return void world.states.save(world.accountId, { coverage: [], postsRead: 0 }, undefined);
    };
    await expect(world.run()).rejects.toMatchObject({ code: 'archive.conflict' });
  });
});

describe('AccountCapture when X does not answer as hoped', () => {
  it('goes on at the cursor when a limit is over, with the same stretch', async () => {
    const world = new CaptureWorld({ pageSize: 10 });
    world.post(35);
    world.clock.advance(1);
    world.source.disturbances = [undefined, undefined, 'limited'];

    const retryAt = new Date(world.clock.now().getTime() + 900_000);
    const outcome = await world.run();
    const parking = { reason: 'twitter.rate_limited', until: retryAt };
    expect(outcome).toMatchObject({ kind: 'parked', added: 20, pages: 2, parking });
    expect(await world.run()).toEqual({ kind: 'parked', added: 0, pages: 0, parking });
    world.clock.advance(15 * 60_000);
    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 15 });
    expect(world.source.requests.at(-2)?.untilId).toBe(world.made.at(-20));
    expect(world.archived()).toEqual(world.made);
  });

  it('goes on below what is read when a page token has expired', async () => {
    const world = new CaptureWorld({ pageSize: 10 });
    world.post(35);
    world.clock.advance(1);
    world.source.disturbances = [
      undefined,
      undefined,
      new AppError('twitter.invalid_request', 'Invalid pagination_token'),
    ];
    await expect(world.run()).rejects.toMatchObject({ code: 'twitter.invalid_request' });

    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 15 });
    expect(world.source.requests.at(-2)).toEqual({
      accountId: '7',
      stream: 'posts',
      sinceId: undefined,
      untilId: world.made.at(-20),
      pageToken: undefined,
    });
  });

  it.each(['twitter.unauthorized', 'twitter.payment_required'] as const)(
    'asks again at the next run after one %s, rests after the second, and goes on by itself',
    async (code) => {
      const world = new CaptureWorld();
      world.post(5);
      world.source.disturbances = [new AppError(code, 'no'), new AppError(code, 'no')];

      const now = world.clock.now();
      expect(await world.run()).toMatchObject({ parking: { reason: code, until: now } });
      const until = new Date(now.getTime() + 15 * 60_000);
      expect(await world.run()).toMatchObject({ parking: { reason: code, until } });
      expect(await world.run()).toMatchObject({ kind: 'parked', pages: 0 });
      world.clock.advance(15 * 60_000);
      expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 5 });
      expect((await world.states.load(world.accountId)).state.parked).toBeUndefined();
    },
  );

  it('concludes nothing from an account that is not found', async () => {
    const world = new CaptureWorld();
    world.post(5);
    world.source.disturbances = [new AppError('twitter.not_found', 'no')];
    await expect(world.run()).rejects.toMatchObject({ code: 'twitter.not_found' });
    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 5 });
  });

  it('reads a parked account at once when told to', async () => {
    const world = new CaptureWorld();
    world.post(5);
    world.source.disturbances = [unauthorized, unauthorized];
    await world.run();
    await world.run();
    const outcome = world.run({ evenIfParked: true });
    await expect(outcome).resolves.toMatchObject({ kind: 'caught-up', added: 5 });
  });

  it('takes a page that comes again for what it is', async () => {
    const world = new CaptureWorld({ pageSize: 10 });
    world.post(35);
    world.clock.advance(1);
    world.source.disturbances = [undefined, 'first-page-again', undefined, 'first-page-again'];
    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 35 });
    expect(await world.coverage()).toMatchObject([{ from: '1', posts: 35 }]);
  });

  it('goes through empty pages', async () => {
    const world = new CaptureWorld({ pageSize: 10 });
    world.post(35);
    world.source.disturbances = ['empty-page', 'empty-page', undefined, 'empty-page'];
    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 35 });
  });

  it('goes through as many of them as X lists, where all newer posts were deleted', async () => {
    const world = new CaptureWorld();
    world.post(5);
    world.clock.advance(1);
    world.source.disturbances = Array<'empty-page'>(3200 / 100).fill('empty-page');
    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 5 });
  });

  it('stops when X goes round in circles, and loses nothing', async () => {
    const world = new CaptureWorld({ pageSize: 2 });
    world.post(6);
    world.source.disturbances = Array<'empty-page'>(50).fill('empty-page');

    await expect(world.run()).rejects.toMatchObject({ code: 'twitter.page_loop' });
    expect(world.source.requests).toHaveLength(40);
    await world.runToTheEnd();
    expect(world.archived()).toEqual(world.made);
  });
});
