import { AppError, type AppErrorCode, firstIdAt } from '@app/domain';
import { DeliveryWorld } from '@testing/delivery';
import { aRawPost } from '@testing/domain';

const failure = (code: AppErrorCode) => new AppError(code, 'no');
const noon = '2025-03-01T12:00:00.000Z';
const id = firstIdAt(new Date(noon));

/** One post of the window that is asked for, captured as it should be. */
async function aWorldWithOnePost(): Promise<DeliveryWorld> {
  const world = await DeliveryWorld.open();
  await world.archive(aRawPost({ id, created_at: noon }));
  await world.cover('2025-03-02T00:00:00Z');
  return world;
}

describe('what an admin sees of a task', () => {
  const seen = async (world: DeliveryWorld) => world.list.find('job', 'task');

  it('is how far it is, while it is worked on', async () => {
    const world = await aWorldWithOnePost();
    const ids = Array.from({ length: 40 }, (_, i) => firstIdAt(new Date(Date.parse(noon) + i)));
    await world.archive(...ids.map((each) => aRawPost({ id: each, created_at: noon })));
    const delivered: (number | undefined)[] = [];
    world.sink.onUpload = async () => {
      world.clock.advance(500);
      delivered.push((await seen(world))?.progress?.delivered);
    };
    await world.ask();
    await world.consume();
    const known = delivered.filter((count) => count !== undefined);
    expect(known.length).toBeGreaterThan(30);
    expect(known).toEqual(known.toSorted((a, b) => a - b));
    expect(new Set(known).size).toBeLessThan(10);
    expect(await seen(world)).toMatchObject({ state: 'delivered', itemCount: 40 });
    expect(await seen(world)).not.toHaveProperty('progress');
  });

  it('is why it failed last, and how often', async () => {
    const world = await aWorldWithOnePost();
    world.sink.failures = [failure('export.unavailable'), failure('archive.unavailable')];
    await world.ask();
    for (const code of ['export.unavailable', 'archive.unavailable']) {
      await world.consume();
      world.clock.advance(60_000);
      expect(await seen(world)).toMatchObject({ state: 'waiting', lastError: { code } });
    }
    const at = new Date(world.clock.now().getTime() - 60_000);
    const lastError = { code: 'archive.unavailable', message: 'no', at, attempt: 2 };
    expect((await seen(world))?.lastError).toEqual(lastError);
  });

  it('is why it was handed back', async () => {
    const world = await aWorldWithOnePost();
    world.sink.failures = [failure('export.sas_expired')];
    await world.ask();
    await world.consume();
    const refused = { state: 'handed-back', lastError: { code: 'export.sas_expired' } };
    expect(await seen(world)).toMatchObject(refused);
    const uncovered = await DeliveryWorld.open();
    await uncovered.ask();
    uncovered.clock.advance(3600_001);
    await uncovered.consume();
    const waited = { state: 'handed-back', lastError: { code: 'waited-too-long' } };
    expect(await seen(uncovered)).toMatchObject(waited);
  });

  it('is not what went wrong in words that nobody has checked', async () => {
    const world = await aWorldWithOnePost();
    world.sink.onUpload = () => {
      throw new Error('canary');
    };
    await world.ask();
    expect(await world.consume()).toMatchObject({ kind: 'failed' });
    expect((await seen(world))?.lastError).toMatchObject({ code: 'unexpected' });
    expect(JSON.stringify(await seen(world))).not.toContain('canary');
  });

  it('is nothing, and keeps nothing back, when notes cannot be kept', async () => {
    const world = await aWorldWithOnePost();
    world.list.failures = Array.from({ length: 5 }, () => failure('jobs.unavailable'));
    world.sink.failures = [failure('export.unavailable')];
    await world.ask();
    expect(await world.consume()).toMatchObject({ error: { code: 'export.unavailable' } });
    world.clock.advance(60_000);
    expect(await world.consume()).toMatchObject({ kind: 'delivered' });
    expect(await seen(world)).not.toHaveProperty('lastError');
  });

  it('fails at what is no trouble of storage', async () => {
    const world = await aWorldWithOnePost();
    world.list.failures = [failure('archive.corrupt')];
    world.sink.failures = [failure('export.unavailable')];
    await world.ask();
    expect(await world.consume()).toMatchObject({ error: { code: 'archive.corrupt' } });
  });

  it('is told every three seconds, and no more often', async () => {
    const world = await aWorldWithOnePost();
    const ids = Array.from({ length: 39 }, (_, i) => firstIdAt(new Date(Date.parse(noon) + i + 1)));
    await world.archive(...ids.map((each) => aRawPost({ id: each, created_at: noon })));
    const told: number[] = [];
    const noteProgress = world.list.noteProgress.bind(world.list);
    world.list.noteProgress = (task, progress) => {
      told.push(progress.at.getTime());
      return noteProgress(task, progress);
    };
    world.sink.onUpload = () => world.clock.advance(500);
    await world.ask();
    await world.consume();
    const waits = told.slice(1).map((at, i) => at - (told[i] ?? 0));
    expect(waits.length).toBeGreaterThan(2);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(3000);
    expect(Math.max(...waits)).toBeLessThan(6000);
  });

  it('is no failure when the process stops', async () => {
    const world = await aWorldWithOnePost();
    const stop = new AbortController();
    world.sink.onUpload = () => stop.abort(new Error('stop'));
    await world.ask();
    await world.consume(stop.signal);
    expect(await seen(world)).not.toHaveProperty('lastError');
  });
});
