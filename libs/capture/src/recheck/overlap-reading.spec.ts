import { AppError, firstIdAt, type PostId } from '@app/domain';
import { CaptureWorld } from '@testing/capture';

const HOUR_MS = 3600_000;

/** An account captured for a while, with the hours of its timeline that are read again due. */
async function aWorld(options: ConstructorParameters<typeof CaptureWorld>[0] = {}) {
  const world = new CaptureWorld({ sweepDays: 0, ...options });
  world.post(3);
  world.clock.advance(1000);
  await turn(world);
  world.clock.advance(2 * HOUR_MS);
  world.post(3);
  world.clock.advance(2 * HOUR_MS);
  await world.run();
  return world;
}

const again = (world: CaptureWorld) => world.run({ stream: 'deletions' });
const noted = async ({ states }: CaptureWorld) => (await states.load('7', 'deletions')).state;

async function turn(world: CaptureWorld) {
  await world.run();
  return again(world);
}

/** X lists a post only now that was made so long ago. */
function listLate(world: CaptureWorld, hours: number): PostId {
  const id = firstIdAt(new Date(world.clock.now().getTime() - hours * HOUR_MS));
  world.source.post(id);
  world.made.push(id);
  return id;
}

describe('a post that X lists late', () => {
  it('is found, archived and counted, and the coverage is true again', async () => {
    const world = await aWorld();
    const id = listLate(world, 3);
    expect(await world.run()).toMatchObject({ added: 0 });
    expect(await world.falselyClaimed()).toEqual([id]);

    expect(await again(world)).toMatchObject({ kind: 'caught-up', added: 1, pages: 1 });
    expect(await world.falselyClaimed()).toEqual([]);
    const { recheck, postsRead } = await noted(world);
    expect(recheck).toMatchObject({ late: 1, lateAt: world.clock.now() });
    expect(postsRead).toBe(7);
    const events = world.audit.events.map(({ action, details }) => [action, details.posts]);
    expect(events).toEqual([['posts.late', id]]);
  });

  it('is looked for every few hours, on what is settled of the last day alone', async () => {
    const world = await aWorld();
    await again(world);
    const asked = world.source.requests.length;
    world.clock.advance(HOUR_MS);
    expect(await again(world)).toMatchObject({ pages: 0 });
    expect(world.source.requests).toHaveLength(asked);

    world.clock.advance(20 * HOUR_MS);
    await world.run();
    listLate(world, 30);
    const before = (await noted(world)).postsRead;
    await again(world);
    const { recheck, postsRead } = await noted(world);
    expect([recheck?.late, postsRead - before]).toEqual([0, 3]);
  });

  it('is found behind empty pages, and after a limit and a failure', async () => {
    const world = await aWorld({ pageSize: 2 });
    const id = listLate(world, 3);
    world.source.disturbances = ['empty-page', undefined, 'limited'];
    expect(await again(world)).toMatchObject({ kind: 'parked' });
    world.clock.advance(HOUR_MS);
    world.source.disturbances = [new AppError('twitter.unavailable', 'down')];
    await expect(again(world)).rejects.toMatchObject({ code: 'twitter.unavailable' });
    world.source.disturbances = ['empty-page'];
    await again(world);
    expect(world.archived()).toContain(id);
    expect((await noted(world)).recheck).toMatchObject({ late: 1 });
  });

  it('is not the earlier version of a post, though that is older than what is read again', async () => {
    const world = await aWorld();
    await again(world);
    world.post(1);
    world.clock.advance(HOUR_MS / 2);
    world.post(1);
    const [earlier = '', edited = ''] = world.made.slice(-2);
    world.source.earlierVersions.set(edited, [earlier]);
    world.clock.advance(23.75 * HOUR_MS);
    await world.run();
    expect(await again(world)).toMatchObject({ pages: 1, added: 0 });
    const { recheck } = await noted(world);
    expect([recheck?.late, recheck?.untold ?? [], world.audit.events]).toEqual([0, [], []]);
  });

  it('is archived once, at whichever write its worker dies', async () => {
    for (let at = 1, died = true; died; at++) {
      const world = await aWorld();
      listLate(world, 3);
      world.crash.dieAtWrite(at, 'before');
      died = await again(world).then(
        () => false,
        () => true,
      );
      world.crash.restart();
      world.clock.advance(60_000);
      await again(world);
      expect([world.archived().length, await world.falselyClaimed()]).toEqual([7, []]);
    }
  });

  it('makes no run go round for ever', async () => {
    const world = await aWorld({ pageSize: 1 });
    world.source.disturbances = Array.from({ length: 50 }, () => 'first-page-again');
    await expect(again(world)).rejects.toMatchObject({ code: 'twitter.page_loop' });
  });

  it('is not looked for where that is off, or where nothing is captured', async () => {
    const empty = new CaptureWorld();
    await again(empty);
    empty.clock.advance(24 * HOUR_MS);
    expect(await again(empty)).toMatchObject({ kind: 'caught-up', pages: 0 });

    const off = await aWorld({ overlapHours: 0 });
    expect(await again(off)).toMatchObject({ kind: 'caught-up', pages: 0 });
  });
});
