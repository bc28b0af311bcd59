import { AppError, firstIdAt, type PostId } from '@app/domain';
import { type PagedStream } from '@app/twitter-ingestion';
import { CaptureWorld } from '@testing/capture';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3600_000;
const unavailable = new AppError('twitter.unavailable', 'no');

/** As many ids as wanted, a second apart, the newest now. */
const idsOf = (world: CaptureWorld, count: number): PostId[] =>
  Array.from({ length: count }, (_, i) =>
    firstIdAt(new Date(world.clock.now().getTime() - (count - 1 - i) * 1000)),
  );

/** A world that has read 250 of the stream, an hour after its day began. */
async function aWorld(stream: PagedStream): Promise<CaptureWorld> {
  const world = new CaptureWorld();
  world.clock.advance(60 * MINUTE_MS);
  world.source.arrive(stream, ...idsOf(world, 250));
  await world.run({ stream });
  return world;
}

/** What a turn asks for and X bills, once so many more are there. */
async function turn(world: CaptureWorld, stream: PagedStream, more: number) {
  world.clock.advance(5 * MINUTE_MS);
  const ids = idsOf(world, more);
  world.source.arrive(stream, ...ids);
  const before = (await world.states.load('7', stream)).state.postsRead;
  world.source.requests.length = 0;
  await world.run({ stream });
  const asked = world.source.requests.map(({ limit = 100, pageToken }) =>
    pageToken === undefined ? limit : `then ${limit}`,
  );
  return { asked, read: (await world.states.load('7', stream)).state.postsRead - before };
}

const expectAll = (world: CaptureWorld, stream: PagedStream) => {
  expect(world.archived()).toEqual(world.source.listed(stream).toReversed());
};

describe('a turn that reads messages', () => {
  it.each([
    [0, [1], 1],
    [1, [1, 10], 11],
    [9, [1, 10], 11],
    [10, [1, 10, 100], 111],
    [99, [1, 10, 100], 111],
    [100, [1, 10, 100, 'then 100'], 211],
  ])('when there are %d new ones asks for %j', async (more, asked, read) => {
    const world = await aWorld('messages');
    expect(await turn(world, 'messages', more)).toEqual({ asked, read });
    expectAll(world, 'messages');
  });

  it('asks for as many as X gives, where an earlier one has left something unread', async () => {
    const world = await aWorld('messages');
    world.source.disturbances = [undefined, undefined, unavailable];
    await expect(turn(world, 'messages', 30)).rejects.toThrow(unavailable);
    expect(await turn(world, 'messages', 0)).toEqual({ asked: [100, 100], read: 200 });
    expect(await turn(world, 'messages', 0)).toEqual({ asked: [1], read: 1 });
    expectAll(world, 'messages');
  });
});

describe('a turn that reads likes', () => {
  it.each([
    [0, [10], 10],
    [1, [10, 'then 10'], 20],
    [9, [10, 'then 10'], 20],
    [10, [10, 100, 'then 100'], 210],
    [100, [10, 100, 'then 100'], 210],
  ])('when there are %d new ones asks for %j', async (more, asked, read) => {
    const world = await aWorld('likes');
    expect(await turn(world, 'likes', more)).toEqual({ asked, read });
    expectAll(world, 'likes');
  });

  it('is done with the few that are known, however many were taken back', async () => {
    const world = await aWorld('likes');
    for (const id of world.source.listed('likes').slice(0, 30)) world.source.remove(id, 'likes');
    expect(await turn(world, 'likes', 0)).toEqual({ asked: [10], read: 10 });
  });

  it('asks for as many as X gives where an earlier one was interrupted, from the place X knows', async () => {
    const world = await aWorld('likes');
    world.source.disturbances = [undefined, undefined, unavailable];
    await expect(turn(world, 'likes', 120)).rejects.toThrow(unavailable);
    expect(await turn(world, 'likes', 0)).toEqual({ asked: ['then 100', 'then 100'], read: 200 });
    expectAll(world, 'likes');
  });

  it('begins again at the newest where an earlier one was interrupted while its pages were small', async () => {
    const world = await aWorld('likes');
    world.source.disturbances = [undefined, unavailable];
    await expect(turn(world, 'likes', 9)).rejects.toThrow(unavailable);
    expect(await turn(world, 'likes', 0)).toEqual({ asked: [100, 'then 100'], read: 200 });
    expectAll(world, 'likes');
  });

  it('asks for as many as X gives once a day: what turns up among the known is found', async () => {
    const world = await aWorld('likes');
    const again = world.source.listed('likes').slice(0, 20).toReversed();
    for (const id of again) world.source.remove(id, 'likes');
    world.source.arrive('likes', '5', ...again);
    expect(await turn(world, 'likes', 0)).toEqual({ asked: [10], read: 10 });
    expect(world.archived()).not.toContain('5');
    world.clock.advance(DAY_MS);
    expect(await turn(world, 'likes', 0)).toEqual({ asked: [100, 'then 100'], read: 200 });
    expect(world.archived()).toContain('5');
  });
});
