import { readsOfAll } from '@app/jobs';
import { CaptureWorld } from '@testing/capture';

const LIMIT = 100;
const spent = 'capture.read_budget_spent';
/** The clock stands at the beginning of January. */
const FEBRUARY = new Date('2026-02-01T00:00:00Z');

/** An account that posts in pages of ten, of whose month so much is read already. */
async function aWorld(used: number): Promise<CaptureWorld> {
  const world = new CaptureWorld({ pageSize: 10, xReadsPerMonth: LIMIT });
  await world.reads.add('202601', 'another', used);
  return world;
}

const usedIn = async (world: CaptureWorld, month = '202601') =>
  readsOfAll(await world.reads.of(month));

describe("a month's reads", () => {
  it.each([
    ['one below', 89, 'caught-up', LIMIT - 1],
    ['exactly at', 90, 'caught-up', LIMIT],
  ])('are counted whatever is read: %s the limit', async (_, used, kind, after) => {
    const world = await aWorld(used);
    world.post(10);
    expect(await world.run()).toMatchObject({ kind, added: 10 });
    expect(await usedIn(world)).toBe(after);
  });

  it('end at the limit: no page is asked for once they are used up, and all is read in the next month', async () => {
    const world = await aWorld(90);
    world.post(25);
    const parking = { reason: spent, until: FEBRUARY };
    expect(await world.run()).toMatchObject({ kind: 'parked', parking, added: 10 });
    expect(await usedIn(world)).toBe(LIMIT);
    const asked = world.source.requests.length;
    expect(await world.run()).toMatchObject({ kind: 'parked', parking });
    expect(await world.run({ evenIfParked: true })).toMatchObject({ kind: 'parked', parking });
    expect(world.source.requests).toHaveLength(asked);

    world.clock.advance(FEBRUARY.getTime() - world.clock.now().getTime() - 1);
    expect(await world.run()).toMatchObject({ kind: 'parked' });
    world.clock.advance(1);
    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 15 });
    expect(world.archived()).toEqual(world.made);
    expect(await usedIn(world, '202602')).toBe(15);
  });

  it('are gone beyond by one answer at most', async () => {
    const world = await aWorld(LIMIT - 1);
    world.post(25);
    expect(await world.run()).toMatchObject({ kind: 'parked', added: 10 });
    expect(await usedIn(world)).toBe(LIMIT + 9);
  });

  it('are kept in their last tenth for own posts', async () => {
    const others = { stream: 'mentions' } as const;
    const world = await aWorld(89);
    expect(await world.run(others)).toMatchObject({ kind: 'caught-up' });
    world.clock.advance(60_000);
    await world.reads.add('202601', 'another', 1);
    const parking = { reason: spent, until: FEBRUARY };
    expect(await world.run(others)).toMatchObject({ kind: 'parked', parking });
    expect(await world.run({ stream: 'profile' })).toMatchObject({ kind: 'parked', parking });
    world.post(1);
    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 1 });
  });

  it('are not used up by reading own posts again', async () => {
    const world = await aWorld(LIMIT - 12);
    world.post(1);
    await world.run();
    await world.run({ stream: 'deletions' });
    await world.reads.add('202601', 'another', 1);
    world.clock.advance(5 * 3600_000);
    const asked = world.source.requests.length;
    const again = { stream: 'deletions' } as const;
    expect(await world.run(again)).toMatchObject({ kind: 'parked', parking: { reason: spent } });
    expect(world.source.requests).toHaveLength(asked);
    world.startWith(LIMIT + 11);
    expect(await world.run(again)).toMatchObject({ kind: 'caught-up' });
    expect(world.source.requests).toHaveLength(asked + 1);
  });

  it('go on at once when an admin has raised them', async () => {
    const world = await aWorld(LIMIT);
    world.post(1);
    expect(await world.run()).toMatchObject({ kind: 'parked' });
    world.startWith(LIMIT + 1);
    expect(await world.run()).toMatchObject({ kind: 'caught-up' });
  });

  it('are counted for each answer by its account, also where there is no limit', async () => {
    const world = new CaptureWorld({ pageSize: 10 });
    world.post(25);
    await world.run();
    await world.run({ stream: 'profile' });
    expect(Object.fromEntries(await world.reads.of('202601'))).toEqual({ '7': 26 });
  });

  it('lose nothing and no more than one answer when the worker dies', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let n = 1, died = true; died; n++) {
        const world = new CaptureWorld({ pageSize: 10, xReadsPerMonth: 1000 });
        world.post(25);
        world.crash.dieAtWrite(n, when);
        await world.runAnyhow();
        died = world.crash.hasDied;
        await world.runToTheEnd();
        expect(world.archived()).toEqual(world.made);
        expect(await usedIn(world)).toBeGreaterThanOrEqual(25);
      }
    }
  });

  it('are shared by workers that read at once: each may be one answer beyond', async () => {
    const world = await aWorld(LIMIT - 1);
    world.post(25);
    const kinds = await Promise.allSettled([world.run(), world.run({ stream: 'mentions' })]);
    expect(kinds.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await usedIn(world)).toBeLessThanOrEqual(LIMIT + 2 * 9);
  });
});
