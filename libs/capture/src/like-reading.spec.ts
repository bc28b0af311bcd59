import { AppError, lastIdAt } from '@app/domain';
import { CaptureWorld } from '@testing/capture';

const MINUTE_MS = 60_000;
const recordsOf = ({ archive }: CaptureWorld) => [...archive.records.values()];
const likes = { stream: 'likes' } as const;
const stateOf = async ({ states }: CaptureWorld) => (await states.load('7', 'likes')).state;

/** An account that likes these, one page for each. */
function aWorld(...ids: string[]): CaptureWorld {
  const world = new CaptureWorld({ pageSize: 1 });
  world.source.arrive('likes', ...ids);
  return world;
}

describe('a like', () => {
  it.each([
    ['when it is seen', 1000, 1000],
    ['not before the reading began, whatever a clock says', -1000, 0],
  ])('is noticed %s', async (_, passesMs, noticedAfterMs) => {
    const world = aWorld('1');
    const begun = world.clock.now().getTime();
    world.source.onRequest = () => world.clock.advance(passesMs);
    await world.run(likes);
    const at = new Date(begun + noticedAfterMs).toISOString();
    expect(recordsOf(world)).toMatchObject([{ noticed: { at } }]);
  });

  it('is not said to be given after a reading under way which did not see it', async () => {
    const world = aWorld('1', '2');
    const begun = world.clock.now();
    world.source.onRequest = ({ pageToken }) => {
      world.clock.advance(MINUTE_MS);
      if (pageToken !== undefined) world.source.arrive('likes', '3');
    };
    await world.run(likes);
    world.source.onRequest = () => undefined;
    world.clock.advance(5 * MINUTE_MS);
    expect(await world.run(likes)).toMatchObject({ added: 1 });
    const [like] = recordsOf(world).filter(({ postId }) => postId === '3');
    expect(like?.noticed).toEqual({
      at: world.clock.now().toISOString(),
      notBefore: begun.toISOString(),
    });
  });

  it('is kept as it was when it was noticed, though X shows the post differently now', async () => {
    const world = aWorld('1');
    await world.run(likes);
    world.clock.advance(5 * MINUTE_MS);
    world.source.fields.set('1', { text: 'Another text' });
    expect(await world.run(likes)).toMatchObject({ added: 0, pages: 1 });
    expect(recordsOf(world)).toHaveLength(1);
    expect(JSON.stringify(recordsOf(world))).not.toContain('Another text');
  });

  it('of a post that cannot be read is kept, and said to be unreadable', async () => {
    const world = aWorld('1', '2');
    world.source.fields.set('1', { created_at: '2025-03-01T12:00:00.000Z' });
    world.source.fields.set('2', { text: 7 });
    await world.run(likes);
    const kinds = [...world.archive.entries.values()].map(({ postId, kind, type }) => [
      ...[postId, kind, type],
    ]);
    expect(kinds.sort()).toEqual([
      ['1', 'like', 'like'],
      ['2', 'unreadable', 'like'],
    ]);
  });
});

describe('a reading of likes', () => {
  it('notes what X has billed, and when it began', async () => {
    const world = aWorld('1', '2', '3');
    const begun = world.clock.now();
    world.source.onRequest = () => world.clock.advance(1000);
    await world.run(likes);
    const { postsRead, coverage, readingSince, readingToken } = await stateOf(world);
    expect([postsRead, readingSince, readingToken]).toEqual([3, undefined, undefined]);
    expect(coverage).toEqual([{ from: '1', to: lastIdAt(begun), state: 'complete', posts: 0 }]);
  });

  it('goes on after a page with nothing on it', async () => {
    const world = aWorld('1', '2', '3');
    await world.run(likes);
    world.clock.advance(5 * MINUTE_MS);
    world.source.arrive('likes', '4');
    world.source.disturbances = ['empty-page'];
    expect(await world.run(likes)).toMatchObject({ kind: 'caught-up', added: 1 });
  });

  it.each(['first-page-again', 'empty-page'] as const)(
    'does not go round for ever: %s',
    async (again) => {
      const world = aWorld('1', '2', '3');
      world.source.disturbances = Array.from({ length: 50 }, () => again);
      await expect(world.run(likes)).rejects.toMatchObject({ code: 'twitter.page_loop' });
      expect(world.source.requests.length).toBeLessThanOrEqual(41);
      world.source.disturbances = [];
      expect(await world.run(likes)).toMatchObject({ kind: 'caught-up' });
      expect(recordsOf(world)).toHaveLength(3);
    },
  );

  it.each([
    ['X refuses its first request', [new AppError('twitter.invalid_request', 'no')], undefined],
    ['X is down in its midst', [undefined, new AppError('twitter.unavailable', 'no')], '3/1'],
  ])('fails where %s, and keeps its place', async (_, disturbances, readingToken) => {
    const world = aWorld('1', '2', '3');
    world.source.disturbances = [...disturbances];
    await expect(world.run(likes)).rejects.toMatchObject({ code: disturbances.at(-1)?.code });
    expect(world.source.requests).toHaveLength(disturbances.length);
    expect((await stateOf(world)).readingToken).toBe(readingToken);
  });
});
