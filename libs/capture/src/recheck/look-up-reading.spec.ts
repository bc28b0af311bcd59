import { AppError, type PostId, type PostRecord, readContent } from '@app/domain';
import { CaptureWorld } from '@testing/capture';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** An account with so many posts, captured as they were made, that were looked up after they could be edited. */
async function aWorld(posts: number, options: ConstructorParameters<typeof CaptureWorld>[0] = {}) {
  const world = new CaptureWorld({ overlapHours: 0, ...options });
  world.clock.advance(1000);
  await turn(world);
  world.post(posts);
  world.clock.advance(MINUTE_MS);
  await turn(world);
  world.clock.advance(2 * HOUR_MS);
  await turn(world);
  return world;
}

async function turn(world: CaptureWorld) {
  await world.run();
  return world.run({ stream: 'deletions' });
}

/** So much time, with a turn every half an hour. */
async function pass(world: CaptureWorld, hours: number) {
  for (let i = 0; i < 2 * hours; i++) {
    world.clock.advance(HOUR_MS / 2);
    await turn(world);
  }
}

const [FIRST, SECOND] = [0, 1];
const idOf = (world: CaptureWorld, index: number): PostId => world.made[index] ?? '';
const recheckOf = async ({ states }: CaptureWorld) =>
  (await states.load('7', 'deletions')).state.recheck;
const deletions = ({ archive }: CaptureWorld) =>
  [...archive.records.values()].filter(({ type }) => type === 'deletion');
const noted = ({ audit }: CaptureWorld) =>
  audit.events.map(({ at, actor, action, subject, details }) => [
    ...[action, subject, details.posts, details.count, actor.kind, at.toISOString()],
  ]);
const stateOf = async ({ absences }: CaptureWorld, id: PostId) =>
  (await absences.list('7')).find(({ postId }) => postId === id)?.state;

describe('a post that could still be edited when it was captured', () => {
  it('is looked up once when it cannot be any more', async () => {
    const world = await aWorld(3);
    expect(world.source.lookedUp).toEqual([world.made]);
    await pass(world, 3);
    expect(world.source.lookedUp).toHaveLength(1);
  });

  it('brings all its versions, which are records of their own', async () => {
    const world = new CaptureWorld({ overlapHours: 0 });
    world.clock.advance(1000);
    await turn(world);
    world.post(1);
    await turn(world);
    const edited = ['1', '2', '3'].map((n) => `${BigInt(idOf(world, FIRST)) + BigInt(n)}`);
    world.source.earlierVersions.set(idOf(world, FIRST), edited);
    await pass(world, 2);
    expect(world.archived()).toEqual([idOf(world, FIRST), ...edited]);
    expect(await recheckOf(world)).toMatchObject({ changed: 3 });
  });

  it('is looked up by hundreds when there are more', async () => {
    const world = await aWorld(250);
    await pass(world, 1);
    expect(world.source.lookedUp.map((ids) => ids.length)).toEqual([100, 100, 50]);
    expect(world.source.lookedUp.flat()).toEqual(world.made);
  });
});

describe('a sweep', () => {
  it('looks up each post of the last days once a day, a hundred at a time', async () => {
    const world = await aWorld(120);
    await pass(world, 1);
    world.source.lookedUp.length = 0;
    await pass(world, 22);
    expect(world.source.lookedUp.map((ids) => ids.length)).toEqual([100, 20]);
    await pass(world, 24);
    expect(world.source.lookedUp.map((ids) => ids.length)).toEqual([100, 20, 100, 20]);
  });

  it('archives what has changed as a version of its own', async () => {
    const world = await aWorld(2);
    world.source.fields.set(idOf(world, SECOND), { possibly_sensitive: true });
    await pass(world, 25);
    const versions = await world.archive.find('7', idOf(world, SECOND));
    expect(versions).toHaveLength(2);
    expect(await recheckOf(world)).toMatchObject({ changed: 1, deleted: 0 });
    expect(noted(world).map((event) => event.slice(0, 5))).toEqual([
      ['posts.changed', '7', idOf(world, SECOND), 1, 'worker'],
    ]);
  });

  it('says how many records and pages it has brought, and what X bills', async () => {
    const world = await aWorld(3);
    world.source.fields.set(idOf(world, SECOND), { possibly_sensitive: true });
    world.source.remove(idOf(world, FIRST));
    world.clock.advance(24 * HOUR_MS);
    const before = (await world.states.load('7', 'deletions')).state.postsRead;
    await world.run();
    const pages: number[] = [];
    const onPage = (added: number) => void pages.push(added);
    const again = () => world.run({ stream: 'deletions', onPage });
    expect(await again()).toMatchObject({ added: 1, pages: 1 });
    expect((await world.states.load('7', 'deletions')).state.postsRead - before).toBe(2);
    expect((await recheckOf(world))?.changedAt).toEqual(world.clock.now());
    world.clock.advance(HOUR_MS);
    expect(await again()).toMatchObject({ added: 1, pages: 1 });
    expect(pages).toEqual([1, 1]);
    const { changedAt, deletedAt } = (await recheckOf(world)) ?? {};
    expect(deletedAt).toEqual(world.clock.now());
    expect(changedAt).not.toEqual(deletedAt);
  });

  it('leaves old posts alone, and all of them where it is off', async () => {
    const world = await aWorld(2);
    world.clock.advance(31 * 24 * HOUR_MS);
    world.source.lookedUp.length = 0;
    await pass(world, 30);
    expect(world.source.lookedUp).toEqual([]);

    const off = await aWorld(2, { sweepDays: 0 });
    await pass(off, 30);
    expect(off.source.lookedUp).toEqual([]);
  });

  it('waits when X asks to, and goes on', async () => {
    const world = await aWorld(2);
    world.clock.advance(24 * HOUR_MS);
    await world.run();
    world.source.disturbances = ['limited'];
    expect(await world.run({ stream: 'deletions' })).toMatchObject({ kind: 'parked' });
    await pass(world, 1);
    expect(world.source.lookedUp.slice(-1)).toEqual([world.made]);
  });
});

describe('a post that is gone', () => {
  it('is believed to be when it is missed again after an hour, and gets one record', async () => {
    const world = await aWorld(2);
    const id = idOf(world, FIRST);
    world.source.remove(id);
    world.clock.advance(24 * HOUR_MS);
    await turn(world);
    expect([await stateOf(world, id), deletions(world)]).toEqual(['suspected', []]);
    world.clock.advance(HOUR_MS);
    await turn(world);
    expect(await stateOf(world, id)).toBe('deleted');
    const noticedAt = world.clock.now().toISOString();
    await pass(world, 50);
    expect(noted(world)).toEqual([['posts.deleted', '7', id, 1, 'worker', noticedAt]]);

    const [record, ...more] = deletions(world);
    expect([record?.postId, more]).toEqual([id, []]);
    const content = record && readContent(record);
    expect(content).toMatchObject({
      type: 'deletion',
      deletion: { toldBy: 'api', reason: 'deleted', post: { id } },
    });
    expect(await recheckOf(world)).toMatchObject({ deleted: 1, changed: 0 });
    const ofIt = world.source.lookedUp.filter((ids) => ids.includes(id));
    expect(ofIt).toHaveLength(3);
  });

  it('is not when it is there the next time', async () => {
    const world = await aWorld(2);
    const id = idOf(world, FIRST);
    world.source.remove(id);
    world.clock.advance(24 * HOUR_MS);
    await turn(world);
    world.source.post(id);
    await pass(world, 2);
    expect([await stateOf(world, id), deletions(world)]).toEqual([undefined, []]);
  });

  it('is not concluded while X does not let the account in', async () => {
    const world = await aWorld(2);
    world.made.forEach((id) => world.source.remove(id));
    world.clock.advance(24 * HOUR_MS);
    await turn(world);
    world.source.refusal = new AppError('twitter.unauthorized', 'no');
    await pass(world, 3);
    expect(deletions(world)).toEqual([]);
    world.source.refusal = undefined;
    await pass(world, 1);
    expect(deletions(world)).toHaveLength(2);
  });

  it('has one record though the owner told of it before', async () => {
    const world = await aWorld(1);
    const id = idOf(world, FIRST);
    const record: PostRecord = {
      ...{ schemaVersion: 1, accountId: '7', postId: id, format: 'x-archive', type: 'deletion' },
      ...{ raw: { post: { id }, includes: {}, problems: [] }, supplied: {} },
      noticed: { at: world.clock.now().toISOString() },
    };
    const told = { record, createdAt: world.clock.now(), kind: 'deletion' } as const;
    await world.archive.savePosts('7', [told], { pageName: 'zip', at: world.clock.now() });
    world.source.remove(id);
    await pass(world, 26);
    expect(await stateOf(world, id)).toBe('deleted');
    expect(deletions(world)).toEqual([record]);
  });

  it('has one record at whichever write the worker dies', async () => {
    for (let at = 1, died = true; died; at++) {
      const world = await aWorld(2);
      world.source.remove(idOf(world, FIRST));
      world.clock.advance(24 * HOUR_MS);
      await turn(world);
      world.clock.advance(HOUR_MS);
      await world.run();
      world.crash.dieAtWrite(at, 'after');
      died = await world.run({ stream: 'deletions' }).then(
        () => false,
        () => true,
      );
      world.crash.restart();
      await pass(world, 2);
      const entries = [...world.archive.entries.values()];
      expect(entries.filter(({ type }) => type === 'deletion')).toHaveLength(1);
      const events = noted(world).map(([action, , ids]) => [action, ids]);
      expect(events).toContainEqual(['posts.deleted', idOf(world, FIRST)]);
    }
  });
});

describe('a post that X does not show', () => {
  it('is no deletion, and it is noted when it is shown again', async () => {
    const world = await aWorld(2);
    const id = idOf(world, FIRST);
    world.source.hidden.add(id);
    await pass(world, 26);
    expect([await stateOf(world, id), deletions(world)]).toEqual(['hidden', []]);
    world.source.hidden.clear();
    await pass(world, 26);
    expect(await stateOf(world, id)).toBe('shown-again');
    expect(noted(world).map((event) => event.slice(0, 3))).toEqual([
      ['posts.hidden', '7', id],
      ['posts.shown-again', '7', id],
    ]);
  });

  it('may be deleted after all', async () => {
    const world = await aWorld(2);
    const id = idOf(world, FIRST);
    world.source.hidden.add(id);
    await pass(world, 26);
    world.source.hidden.clear();
    world.source.remove(id);
    await pass(world, 26);
    expect([await stateOf(world, id), deletions(world).length]).toEqual(['deleted', 1]);
  });
});
