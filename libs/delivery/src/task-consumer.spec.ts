import { CompletionStatus } from '@app/blob-export';
import { AppError, type AppErrorCode, firstIdAt, Secret } from '@app/domain';
import { secretNames } from '@app/secrets';
import { DeliveryWorld, readManifests } from '@testing/delivery';
import { aRawPost } from '@testing/domain';

const { Success, TemporaryFailure } = CompletionStatus;
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

describe('TaskConsumer', () => {
  it('has nothing to do when no task waits', async () => {
    const world = await DeliveryWorld.open();
    expect(await world.consume()).toBeUndefined();
  });

  it('delivers a task and tells the service so', async () => {
    const world = await aWorldWithOnePost();
    await world.ask();
    expect(await world.consume()).toMatchObject({ kind: 'delivered', items: 1 });
    expect(Object.keys(world.blobs())).toEqual([`${id}.json`]);
    const items = [{ id, fileName: `${id}.json`, modifiedAt: new Date(noon) }];
    expect(world.reporter.accepted).toEqual([
      { jobId: 'job', taskId: 'task', status: Success, items },
    ]);
    expect(await world.tasks.find('job', 'task')).toMatchObject({
      state: 'delivered',
      itemCount: 1,
      completedAt: world.clock.now(),
    });
    expect(await world.queue.depth()).toEqual({ waiting: 0, poisoned: 0 });
  });

  it.each([
    ['in its window', {}],
    ['named as dirty', { window: { start: new Date(0), end: new Date(1) }, dirtyEntities: [id] }],
  ])('prefers what X gave to what the owner supplied, even later: %s', async (_, asked) => {
    const world = await DeliveryWorld.open();
    await world.supply(aRawPost({ id, created_at: noon, text: 'supplied' }));
    await world.archive(aRawPost({ id, created_at: noon, text: 'of X' }));
    world.clock.advance(1);
    await world.supply(aRawPost({ id, created_at: noon, text: 'supplied later' }));
    await world.cover('2025-03-02T00:00:00Z');
    await world.ask(asked);
    expect(await world.consume()).toMatchObject({ kind: 'delivered', items: 1 });
    expect(world.blobs()).toEqual({
      [`${id}.json`]: expect.stringContaining('"of X"') as string,
    });
  });

  it('delivers the newest of what the owner supplied when X gave nothing', async () => {
    const world = await DeliveryWorld.open();
    await world.supply(aRawPost({ id, created_at: noon, text: 'first' }));
    world.clock.advance(1);
    await world.supply(aRawPost({ id, created_at: noon, text: 'second' }));
    await world.cover('2025-03-02T00:00:00Z');
    await world.ask();
    await world.consume();
    expect(world.blobs()).toEqual({
      [`${id}.json`]: expect.stringContaining('"second"') as string,
    });
  });

  it('delivers an empty window as what it is', async () => {
    const world = await DeliveryWorld.open();
    await world.cover('2025-03-02T00:00:00Z');
    await world.ask();
    expect(await world.consume()).toMatchObject({ kind: 'delivered', items: 0 });
    expect(await readManifests(world.manifests, 'job')).toMatchObject([{ counts: { items: 0 } }]);
  });

  it('delivers what was noticed between the last second of a window and the next one', async () => {
    const world = await DeliveryWorld.open();
    const at = new Date('2025-03-01T23:59:59.500Z');
    const record = {
      ...({ schemaVersion: 1, accountId: '7', format: 'x-api-v2', type: 'deletion' } as const),
      ...{ postId: id, raw: aRawPost({ id }), noticed: { at: at.toISOString() } },
    };
    const deletion = { record, createdAt: at, kind: 'deletion' as const };
    await world.posts.savePosts('7', [deletion], { pageName: 'page', at });
    await world.cover('2025-03-04T00:00:00Z');
    const day = (n: number) => ({
      start: new Date(`2025-03-0${n}T00:00:00Z`),
      end: new Date(`2025-03-0${n}T23:59:59Z`),
    });
    await world.ask({ taskId: 'saturday', window: day(1) });
    await world.ask({ taskId: 'sunday', window: day(2), dirtyEntities: [`deletion-${id}`] });
    await world.ask({ taskId: 'again', window: day(1), dirtyEntities: [`deletion-${id}`] });
    await world.consumeAll();
    const names = ['saturday', 'sunday', 'again'].map((task) => Object.keys(world.blobs(task)));
    const file = `deletion-${id}.json`;
    expect(names).toEqual([[file], [file], [file]]);
    expect(world.reporter.accepted.map(({ items }) => items.length)).toEqual([1, 1, 1]);
  });

  describe('when capture has not read the window', () => {
    it('comes back until it has', async () => {
      const world = await DeliveryWorld.open();
      await world.cover('2025-03-01T20:00:00Z');
      await world.ask();
      expect(await world.consume()).toMatchObject({ kind: 'not-yet' });
      expect(await world.consume()).toBeUndefined();
      world.clock.advance(60_000);
      await world.cover('2025-03-02T00:00:00Z');
      expect(await world.consume()).toMatchObject({ kind: 'delivered' });
    });

    it('waits without that being a try: a fault afterwards is the first', async () => {
      const world = await DeliveryWorld.open();
      await world.ask();
      for (let i = 0; i < 7; i++) {
        expect(await world.consume()).toMatchObject({ kind: 'not-yet' });
        world.clock.advance(60_000);
      }
      await world.archive(aRawPost({ id, created_at: noon }));
      await world.cover('2025-03-02T00:00:00Z');
      world.reporter.failures = [failure('export.completion_unavailable')];
      expect(await world.consume()).toMatchObject({ kind: 'failed', attempt: 1 });
      world.clock.advance(60_000);
      expect(await world.consume()).toMatchObject({ kind: 'delivered', items: 1 });
    });

    it('tells the service after an hour to ask again, and delivers when it does', async () => {
      const world = await DeliveryWorld.open();
      await world.ask();
      world.clock.advance(3600_000);
      expect(await world.consume()).toMatchObject({ kind: 'not-yet' });
      world.clock.advance(60_000);
      const reason = 'waited-too-long';
      expect(await world.consume()).toMatchObject({ kind: 'handed-back', reason });
      expect(world.told()).toEqual([TemporaryFailure]);
      expect(await world.tasks.find('job', 'task')).toMatchObject({ state: 'handed-back' });

      await world.cover('2025-03-02T00:00:00Z');
      await world.ask();
      expect(await world.consume()).toMatchObject({ kind: 'delivered' });
      expect(world.told()).toEqual([TemporaryFailure, Success]);
    });
  });

  it('asks for another container when it cannot write to the one it was lent', async () => {
    const world = await aWorldWithOnePost();
    world.sink.failures = [failure('export.sas_expired')];
    await world.ask();
    const reason = 'export.sas_expired';
    expect(await world.consume()).toMatchObject({ kind: 'handed-back', reason });
    expect(world.told()).toEqual([TemporaryFailure]);
    await world.ask();
    expect(await world.consume()).toMatchObject({ kind: 'delivered' });
  });

  it('goes on with the new container when the service has sent the task again meanwhile', async () => {
    const world = await aWorldWithOnePost();
    world.sink.failures = [failure('export.sas_expired')];
    await world.ask();
    world.reporter.onReport = () => world.ask();
    await world.consume();
    world.reporter.onReport = () => undefined;
    expect(await world.consume()).toMatchObject({ kind: 'delivered' });
    expect(world.told()).toEqual([TemporaryFailure, Success]);
  });

  describe('when the same task comes twice', () => {
    it('at once, it is delivered once', async () => {
      const world = await aWorldWithOnePost();
      await world.ask();
      await world.ask();
      const kinds = (await Promise.all([world.consume(), world.consume()])).map((c) => c?.kind);
      expect(kinds).toEqual(['delivered', 'busy']);
      world.clock.advance(60_000);
      expect(await world.consume()).toMatchObject({ kind: 'ended-before' });
      expect([world.told(), world.sink.uploads]).toEqual([[Success], 1]);
    });

    it('the time another worker is at it is no try: a fault afterwards is the first', async () => {
      const world = await aWorldWithOnePost();
      const lease = await world.leases.acquire('task.job.task', 'another', 3600);
      await world.ask();
      for (let i = 0; i < 5; i++) {
        expect(await world.consume()).toMatchObject({ kind: 'busy' });
        world.clock.advance(60_000);
      }
      await lease?.release();
      world.sink.failures = [failure('export.unavailable')];
      expect(await world.consume()).toMatchObject({ kind: 'failed', attempt: 1 });
      expect(world.told()).toEqual([]);
    });

    it('after it was delivered, it is not even queued', async () => {
      const world = await aWorldWithOnePost();
      await world.ask();
      await world.consume();
      await world.ask();
      expect(await world.consume()).toBeUndefined();
      expect(world.told()).toEqual([Success]);
    });
  });

  describe('when the completion call fails', () => {
    it.each([
      'export.completion_unavailable',
      'export.completion_unauthorized',
      'export.completion_refused',
    ] as const)('%s: comes back with the same items and tells once', async (code) => {
      const world = await aWorldWithOnePost();
      world.reporter.failures = [failure(code)];
      await world.ask();
      expect(await world.consume()).toMatchObject({ kind: 'failed', attempt: 1, error: { code } });
      const before = world.blobs();
      expect(await world.consume()).toBeUndefined();
      world.clock.advance(60_000);
      expect(await world.consume()).toMatchObject({ kind: 'delivered' });
      expect([world.blobs(), world.told()]).toEqual([before, [Success]]);
      expect(await readManifests(world.manifests, 'job')).toHaveLength(1);
    });

    it('waits for the secret of the application to be set', async () => {
      const world = await aWorldWithOnePost();
      await world.secrets.delete(secretNames.aadAppSecret);
      await world.ask();
      expect(await world.consume()).toMatchObject({ error: { code: 'secrets.missing' } });
      await world.secrets.set(secretNames.aadAppSecret, new Secret('app secret'));
      await world.consumeAll();
      expect(world.told()).toEqual([Success]);
    });
  });

  describe('when a task fails again and again', () => {
    async function failing(times: number): Promise<DeliveryWorld> {
      const world = await aWorldWithOnePost();
      world.sink.failures = Array.from({ length: 50 }, () => failure('export.unavailable'));
      await world.ask();
      for (let i = 0; i < times; i++) {
        await world.consume();
        world.clock.advance(60_000);
      }
      return world;
    }

    it('puts it aside after the last try, with the service told to ask again', async () => {
      const world = await failing(4);
      const error = { code: 'export.unavailable' };
      expect(await world.consume()).toMatchObject({ kind: 'failed', attempt: 5, error });
      expect(world.told()).toEqual([TemporaryFailure]);
      expect(await world.queue.depth()).toEqual({ waiting: 0, poisoned: 1 });
      world.sink.failures = [];
      await world.ask();
      expect(await world.consume()).toMatchObject({ kind: 'delivered' });
    });

    it('keeps it while the service cannot be told', async () => {
      const world = await failing(4);
      world.reporter.failures = [failure('export.completion_unauthorized')];
      const error = { code: 'export.completion_unauthorized' };
      expect(await world.consume()).toMatchObject({ kind: 'failed', attempt: 5, error });
      expect(await world.queue.depth()).toEqual({ waiting: 1, poisoned: 0 });
      world.clock.advance(60_000);
      await world.consume();
      expect(world.told()).toEqual([TemporaryFailure]);
    });

    it('lets no other worker at it while it is given up', async () => {
      const world = await failing(4);
      let isHeld = false;
      world.reporter.onReport = async () => {
        isHeld = (await world.leases.acquire('task.job.task', 'another', 60)) === undefined;
      };
      await world.consume();
      expect(world.told()).toEqual([TemporaryFailure]);
      expect(isHeld).toBe(true);
    });

    it('keeps it while another worker is at it', async () => {
      const world = await failing(4);
      const note = world.list.noteFailure.bind(world.list);
      world.list.noteFailure = async (...noted) => {
        await note(...noted);
        world.leases.acquire = () => Promise.resolve(undefined);
      };
      expect(await world.consume()).toMatchObject({ kind: 'failed', attempt: 5 });
      expect(world.told()).toEqual([]);
      expect(await world.queue.depth()).toEqual({ waiting: 1, poisoned: 0 });
    });

    it('takes nothing back that was delivered', async () => {
      const world = await failing(4);
      world.sink.failures = [];
      world.reporter.onReport = () => {
        world.reporter.onReport = () => undefined;
        world.queue.failures = [failure('jobs.unavailable')];
      };
      expect(await world.consume()).toMatchObject({ kind: 'failed', attempt: 5 });
      expect(await world.tasks.find('job', 'task')).toMatchObject({ state: 'delivered' });
      expect(world.told()).toEqual([Success]);
    });
  });

  describe('when a task ends its worker each time', () => {
    /** Its worker has died so many times, and has come back as soon as there was something to take. */
    async function dying(times: number): Promise<DeliveryWorld> {
      const world = await aWorldWithOnePost();
      const acquire = world.leases.acquire.bind(world.leases);
      // Storage knows whole seconds.
      world.leases.acquire = (name, owner, seconds) => acquire(name, owner, seconds + 1);
      await world.ask();
      for (let i = 0; i < times; i++) {
        world.crash.dieAtWrite(3, 'before');
        expect(await world.consumeAnyhow()).toBeUndefined();
        world.crash.restart();
        world.clock.advance(world.config.hideSeconds * 1000);
      }
      return world;
    }
    const error = { code: 'jobs.worker_dies' };

    it('tries it twice as often as one that fails', async () => {
      const world = await dying(9);
      expect(await world.consume()).toMatchObject({ kind: 'delivered' });
    });

    it('then puts it aside untried, with the service told to ask again', async () => {
      const world = await dying(10);
      expect(await world.consume()).toMatchObject({ kind: 'failed', attempt: 11, error });
      expect([world.told(), world.sink.uploads]).toEqual([[TemporaryFailure], 10]);
      expect(await world.queue.depth()).toEqual({ waiting: 0, poisoned: 1 });
      const lastError = { ...error, attempt: 11 };
      expect(await world.list.find('job', 'task')).toMatchObject({
        ...{ state: 'handed-back', lastError },
      });
      await world.ask();
      expect(await world.consume()).toMatchObject({ kind: 'delivered' });
    });

    it('does not try it again while the service cannot be told', async () => {
      const world = await dying(10);
      world.reporter.failures = [failure('export.completion_unavailable')];
      expect(await world.consume()).toMatchObject({ kind: 'failed', attempt: 11 });
      world.clock.advance(60_000);
      expect(await world.consume()).toMatchObject({ kind: 'failed', attempt: 12, error });
      expect([world.told(), world.sink.uploads]).toEqual([[TemporaryFailure], 10]);
      expect(await world.queue.depth()).toEqual({ waiting: 0, poisoned: 1 });
    });
  });

  it('never takes one for a task that ends its worker which fails, however long that lasts', async () => {
    const world = await aWorldWithOnePost();
    world.reporter.failures = Array.from({ length: 60 }, () =>
      failure('export.completion_unavailable'),
    );
    await world.ask();
    for (let i = 0; i < 25; i++) {
      expect(await world.consume()).toMatchObject({ kind: 'failed' });
      world.clock.advance(60_000);
    }
    world.reporter.failures = [];
    expect(await world.consume()).toMatchObject({ kind: 'delivered' });
    expect(world.told()).toEqual([Success]);
  });

  it('nor one that is given back each time because the process stops', async () => {
    const world = await aWorldWithOnePost();
    await world.ask();
    for (let i = 0; i < 25; i++) {
      const stop = new AbortController();
      world.sink.onUpload = () => stop.abort(new Error('stop'));
      expect(await world.consume(stop.signal)).toMatchObject({ kind: 'given-back' });
    }
    world.sink.onUpload = () => undefined;
    expect(await world.consume()).toMatchObject({ kind: 'delivered' });
  });

  it('drops a task whose job was deleted while it waited', async () => {
    const world = await aWorldWithOnePost();
    await world.ask();
    const [job] = await world.jobs.list();
    if (job) await world.jobs.save({ ...job, state: 'deleted' });
    expect(await world.consume()).toMatchObject({ kind: 'job-deleted' });
    expect(world.told()).toEqual([]);
    expect(await world.queue.depth()).toEqual({ waiting: 0, poisoned: 0 });
  });

  it('puts a task aside of a job there never was', async () => {
    const world = await DeliveryWorld.open();
    await world.queue.send({ schemaVersion: 1, jobId: 'never', taskId: 'task' });
    expect(await world.consume()).toMatchObject({ kind: 'unknown' });
    expect(await world.queue.depth()).toEqual({ waiting: 0, poisoned: 1 });
  });

  it('puts a task aside that is not known', async () => {
    const world = await DeliveryWorld.open();
    await world.queue.send({ schemaVersion: 1, jobId: 'job', taskId: 'gone' });
    expect(await world.consume()).toMatchObject({ kind: 'unknown' });
    expect(await world.queue.depth()).toEqual({ waiting: 0, poisoned: 1 });
  });

  it('gives a task back at once when the process stops', async () => {
    const world = await aWorldWithOnePost();
    const stop = new AbortController();
    world.sink.onUpload = () => stop.abort(new Error('stop'));
    await world.ask();
    expect(await world.consume(stop.signal)).toMatchObject({ kind: 'given-back' });
    expect(world.told()).toEqual([]);
    world.sink.onUpload = () => undefined;
    expect(await world.consume()).toMatchObject({ kind: 'delivered' });
  });

  it('leaves a task to the worker that took it over', async () => {
    const world = await aWorldWithOnePost();
    await world.ask();
    world.sink.onUpload = async () => {
      world.sink.onUpload = () => undefined;
      world.clock.advance(120_001);
      expect(await world.consume()).toMatchObject({ kind: 'delivered' });
    };
    expect(await world.consume()).toMatchObject({ kind: 'busy' });
    expect(world.told()).toEqual([Success]);
    expect(await world.queue.depth()).toEqual({ waiting: 0, poisoned: 0 });
  });
});
