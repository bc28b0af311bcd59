import { Readable } from 'node:stream';
import { AppError, firstIdAt, Secret } from '@app/domain';
import { secretNames } from '@app/secrets';
import { CaptureWorld } from '@testing/capture';
import { aJob } from '@testing/jobs';

const HOUR_MS = 3600_000;

/** An account of two jobs, with posts that were captured in time. */
async function aWorld() {
  const world = new CaptureWorld();
  await world.secrets.set(secretNames.aadAppSecret, new Secret('secret'));
  for (const jobId of ['one', 'two']) await world.jobs.save(aJob({ jobId }));
  await world.jobs.save(aJob({ jobId: 'deleted', state: 'deleted' }));
  await world.jobs.save(aJob({ jobId: 'of another', accountId: '8' }));
  world.clock.advance(1000);
  await turn(world);
  world.post(2);
  await pass(world, 2);
  return world;
}

function turn(world: CaptureWorld) {
  const { accountId, credentials } = world;
  return Array.fromAsync(world.streams().run({ accountId, credentials }));
}

/** A turn whose worker dies after that write, and starts again; false when there are fewer. */
async function turnThatDies(world: CaptureWorld, write: number): Promise<boolean> {
  world.crash.dieAtWrite(write, 'after');
  await turn(world);
  const died = world.crash.hasDied;
  world.crash.restart();
  return died;
}

async function pass(world: CaptureWorld, hours: number) {
  for (let i = 0; i < hours; i++) {
    world.clock.advance(HOUR_MS);
    await turn(world);
  }
}

const told = ({ changes }: CaptureWorld) =>
  changes.told.map(({ jobId, itemId, type }) => [jobId, itemId, type]);

function listLate(world: CaptureWorld) {
  const id = firstIdAt(new Date(world.clock.now().getTime() - HOUR_MS));
  world.source.post(id);
  return id;
}

/** Its deletion was found, and its content goes. */
async function remove({ absences, clock }: CaptureWorld, postId: string) {
  const at = clock.now();
  await absences.save('7', {
    ...{ postId, state: 'deleted', reason: 'deleted', detail: 'Gone' },
    ...{ shownAt: at, missedAt: at, lookedAt: at },
    removal: { policy: 'redact', state: 'begun', begunAt: at, at },
  });
}

describe('the Import service', () => {
  it('is told of a late post, once for each job that stands', async () => {
    const world = await aWorld();
    expect(told(world)).toEqual([]);
    const id = listLate(world);
    await pass(world, 10);
    expect(told(world)).toEqual([
      ['one', id, 'updated'],
      ['two', id, 'updated'],
    ]);
  });

  it('is told of new content under an id it knows', async () => {
    const world = await aWorld();
    const [id = ''] = world.made;
    world.source.fields.set(id, { possibly_sensitive: true });
    await pass(world, 30);
    expect(told(world)[0]).toEqual(['one', id, 'updated']);
    expect(told(world)).toHaveLength(2);
  });

  it('is told later when it fails, and when an application is set', async () => {
    const world = await aWorld();
    listLate(world);
    const failure = new AppError('export.unavailable', 'down');
    world.changes.failures = [failure, failure];
    await pass(world, 2);
    world.clock.advance(60_000);
    await turn(world);
    expect(told(world)).toHaveLength(2);

    const unset = new CaptureWorld();
    await unset.jobs.save(aJob({ jobId: 'one' }));
    await turn(unset);
    unset.post(2);
    await pass(unset, 2);
    listLate(unset);
    await pass(unset, 5);
    expect(told(unset)).toEqual([]);
    await unset.secrets.set(secretNames.aadAppSecret, new Secret('secret'));
    await pass(unset, 1);
    expect(told(unset)).toHaveLength(1);
  });

  it.each(['export.completion_refused', 'export.completion_unavailable'] as const)(
    'is told for each other job too where one fails with %s, and again for all',
    async (code) => {
      const world = await aWorld();
      const id = listLate(world);
      const failures = ['first', 'second'].map((message) => new AppError(code, message));
      world.changes.failures = failures.slice(0, 1);
      await pass(world, 1);
      world.clock.advance(HOUR_MS);
      const failed = await turn(world);
      expect(told(world)).toEqual([['two', id, 'updated']]);
      expect(failed).toContainEqual({ stream: 'deletions', error: failures[0] });
      world.clock.advance(60_000);
      await turn(world);
      expect(told(world).slice(1)).toEqual([
        ['one', id, 'updated'],
        ['two', id, 'updated'],
      ]);
    },
  );

  it('is told a thousand at a time, and what else is known stays as it is', async () => {
    const world = await aWorld();
    const { state, revision } = await world.states.load('7', 'deletions');
    const { recheck } = state;
    if (!recheck) throw new Error('Nothing was looked at again.');
    const untold = Array.from({ length: 1001 }, (_, i) => String(i + 1));
    await world.states.save(
      '7',
      { ...state, recheck: { ...recheck, untold } },
      revision,
      'deletions',
    );
    await turn(world);
    expect(world.changes.told).toHaveLength(2000);
    expect((await world.states.load('7', 'deletions')).state).toEqual({
      ...{ ...state, recheck: { ...recheck, untold: ['1001'] } },
    });
    world.clock.advance(60_000);
    await turn(world);
    expect(told(world).slice(2000)).toEqual([
      ['one', '1001', 'updated'],
      ['two', '1001', 'updated'],
    ]);
  });

  it('is told of an item that it has without a file, once that has come', async () => {
    for (let at = 1, died = true; died; at++) {
      const world = await aWorld();
      const [url, itemId] = ['https://pbs.twimg.com/media/1.jpg', 'message-1'];
      const file = { fileKey: '3_1.original', url };
      await world.media.markMissing('7', { ...file, reason: 'media.unavailable', retry: true });
      await world.media.noteLacking('7', itemId, [file.fileKey]);
      world.files.files.set(url, new AppError('media.unavailable', 'no'));
      await pass(world, 1);
      expect(told(world)).toEqual([]);
      world.files.files.set(url, Buffer.from('picture'));
      world.clock.advance(24 * HOUR_MS);
      died = await turnThatDies(world, at);
      await pass(world, 2);
      const twice = [
        ['one', itemId, 'updated'],
        ['two', itemId, 'updated'],
      ];
      expect(told(world)).toEqual(expect.arrayContaining(twice));
      expect(died || told(world).length === 2).toBe(true);
      expect(await world.media.listLate('7', 9)).toEqual([]);
    }
  });

  it('is not told of what it has of a post whose content was removed, and that is forgotten', async () => {
    const world = await aWorld();
    const [gone = '', changed = ''] = world.made;
    const fileKey = '3_1.original';
    await world.media.markMissing('7', { fileKey, url: '', reason: 'media.gone', retry: false });
    for (const id of [gone, `deletion-${gone}`, 'message-1']) {
      await world.media.noteLacking('7', id, [fileKey]);
    }
    world.changes.failures = Array.from(
      { length: 2 },
      () => new AppError('export.unavailable', 'down'),
    );
    world.source.fields.set(changed, { possibly_sensitive: true });
    const late = listLate(world);
    await pass(world, 2);
    const body = Readable.from([Buffer.from('picture')]);
    await world.media.save('7', { fileKey, contentType: 'image/jpeg', body });
    for (const id of [gone, changed, late]) await remove(world, id);
    await pass(world, 1);
    expect(told(world).filter(([jobId]) => jobId === 'one')).toEqual([
      ['one', late, 'updated'],
      ['one', 'message-1', 'updated'],
    ]);
    expect(await world.media.listLate('7', 9)).toEqual([]);
    const { recheck } = (await world.states.load('7', 'deletions')).state;
    expect(recheck?.untold).toEqual([]);
  });

  it('is told of all of them at whichever write the worker dies', async () => {
    for (let at = 1, died = true; died; at++) {
      const world = await aWorld();
      const id = listLate(world);
      world.clock.advance(3 * HOUR_MS);
      died = await turnThatDies(world, at);
      await pass(world, 5);
      expect(world.archived()).toContain(id);
      expect(told(world).map(([, itemId]) => itemId)).toContain(id);
    }
  });
});
