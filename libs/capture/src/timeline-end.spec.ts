import { AppError, isSettled } from '@app/domain';
import { CaptureWorld } from '@testing/capture';

describe("AccountCapture at the end of X's timeline", () => {
  it('reports what lies behind it as unreachable', async () => {
    const world = new CaptureWorld();
    world.post(5000);
    await world.runToTheEnd();

    expect(world.archived()).toEqual(world.made.slice(-3200));
    expect(await world.unreachable()).toEqual(world.made.slice(0, 1800));
    expect(await world.falselyClaimed()).toEqual([]);
  });

  it('finds no gap where the owner has supplied what lies behind it', async () => {
    const world = new CaptureWorld();
    world.post(5000);
    const [from = '', to = ''] = [world.made[100], world.made[4999]];
    const supplied = [{ from, to, generatedAt: world.clock.now(), evidence: 'page' }];
    await world.states.save('7', { coverage: [], postsRead: 0, supplied }, undefined);
    await world.runToTheEnd();

    expect(await world.unreachable()).toEqual(world.made.slice(0, 100));
    expect((await world.states.load('7')).state).toMatchObject({ postsRead: 3200, supplied });
  });

  it('believes the end of a long timeline that X counts as complete', async () => {
    const world = new CaptureWorld();
    world.post(2500);
    await world.runToTheEnd();

    expect(world.archived()).toEqual(world.made);
    expect(await world.unreachable()).toEqual([]);
    expect(world.source.requests).toHaveLength(25);
  });

  it('believes it though the account posts while it is read, and though X does not list all at once', async () => {
    const world = new CaptureWorld({ settleSeconds: 30 });
    world.post(2500);
    world.clock.advance(60_000);
    world.post(20);
    world.source.onRequest = () => world.post(1);
    await world.runToTheEnd();
    expect(await world.unreachable()).toEqual([]);
    expect(world.source.requests.at(-1)).toMatchObject({ sinceId: expect.any(String) as string });
  });

  it('believes it in one run where X lists a few more than it says', async () => {
    const world = new CaptureWorld({ reach: 3250 });
    world.post(3230);
    await world.runToTheEnd();
    expect(await world.unreachable()).toEqual([]);
  });

  it('does not take what is made while X is asked for what it does not list', async () => {
    const world = new CaptureWorld({ reach: 2400 });
    world.post(2401);
    world.clock.advance(1);
    world.source.onRequest = ({ sinceId }) => sinceId && world.post(1);
    await world.run();
    expect(await world.falselyClaimed()).toEqual([]);
    expect(await world.unreachable()).toEqual(world.made.slice(0, 1));
  });

  it('does not take what is deleted while it waits for what X does not list', async () => {
    const world = new CaptureWorld();
    world.post(3400);
    world.clock.advance(1);
    world.source.disturbances = [...Array<undefined>(25), 'limited'];
    await world.run();
    for (const id of world.made.slice(-150)) world.source.remove(id);
    await world.runToTheEnd();
    expect(await world.falselyClaimed()).toEqual([]);
    expect(await world.unreachable()).toEqual(world.made.slice(0, 50));
  });

  it.each([
    ['whether X counts more', 0, 2500],
    ['whether X lists older ones', 10, 2510],
  ])('concludes nothing before X has told %s', async (_, before, all) => {
    const world = new CaptureWorld();
    world.post(before);
    world.clock.advance(1);
    await world.run();
    world.post(2500);
    world.clock.advance(1);
    world.source.disturbances = [...Array<undefined>(25), 'limited'];
    world.source.postCount = all + 1;
    expect(await world.run()).toMatchObject({ kind: 'parked', added: 2500 });
    world.source.postCount = undefined;
    const settled = await world.coverage();
    expect(isSettled(settled, { from: '0', to: world.made[before] ?? '0' })).toBe(false);

    await world.runToTheEnd();
    expect(world.archived()).toHaveLength(all);
    expect(await world.unreachable()).toEqual([]);
  });

  it('does not believe it when X does not tell how many there are', async () => {
    const world = new CaptureWorld();
    world.post(2500);
    world.source.postCount = undefined;
    world.source.whoAmI = () =>
      Promise.resolve({ accountId: '7', username: 'contoso', name: 'Contoso' });
    await world.runToTheEnd();
    expect(await world.coverage()).toMatchObject([{ from: '1', state: 'unreachable' }, {}]);
  });

  it('counts no post twice that it reads again', async () => {
    const world = new CaptureWorld({ settleSeconds: 30, reach: 2200 });
    world.post(2210);
    world.clock.advance(60_000);
    world.source.disturbances = [undefined, 'limited'];
    world.post(10);
    await world.run();
    world.source.disturbances = [undefined, undefined, 'limited'];
    world.clock.advance(900_000);
    world.source.postCount = 2205;
    await world.runToTheEnd();
    expect(await world.unreachable()).toEqual(world.made.slice(0, 20));
  });

  it('does not believe it when X counts more', async () => {
    const world = new CaptureWorld();
    world.post(2500);
    world.source.postCount = 2501;
    await world.runToTheEnd();
    const [gap] = await world.coverage();
    expect(gap).toMatchObject({ from: '1', state: 'unreachable' });
  });

  it('finds the gap when more was posted since the last capture than X lists', async () => {
    const world = new CaptureWorld();
    world.post(10);
    world.clock.advance(1);
    await world.runToTheEnd();
    world.post(4000);
    await world.runToTheEnd();

    expect(world.archived()).toHaveLength(10 + 3200);
    expect(await world.unreachable()).toEqual(world.made.slice(10, 810));
    expect(await world.falselyClaimed()).toEqual([]);
  });

  it('proves that there is none when X still lists older posts', async () => {
    const world = new CaptureWorld();
    world.post(10);
    world.clock.advance(1);
    await world.runToTheEnd();
    world.post(2800);
    await world.runToTheEnd();

    expect(world.archived()).toEqual(world.made);
    expect(await world.unreachable()).toEqual([]);
    expect(world.source.requests.at(-1)).toMatchObject({ limit: 5 });
  });

  it('finds the gap that opened while a reading was interrupted', async () => {
    const world = new CaptureWorld();
    world.post(2500);
    world.source.disturbances = [...Array<undefined>(10), new AppError('twitter.network', 'no')];
    await expect(world.run()).rejects.toMatchObject({ code: 'twitter.network' });
    world.post(1500);
    await world.runToTheEnd();

    expect(await world.falselyClaimed()).toEqual([]);
    expect(await world.unreachable()).toEqual(world.made.slice(0, 800));
  });
});
