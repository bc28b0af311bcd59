import { type PostEntry } from '@app/archive';
import { CompletionStatus } from '@app/blob-export';
import { LimitsConfig, slice } from '@app/config';
import { AppError, type DownloadTask, firstIdAt, nextId, Secret, sinkContext } from '@app/domain';
import { itemsTaken } from '@app/jobs';
import { Sealer } from '@app/secrets';
import { DeliveryWorld } from '@testing/delivery';
import { aRawPost } from '@testing/domain';

const { Success, TemporaryFailure } = CompletionStatus;
const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
/** The clock's. */
const TODAY = '2026-01-01';
const TOMORROW = '2026-01-02';
const begin = (day: string) => new Date(`${day}T00:00:00Z`);

/** Of yesterday, and of long ago. */
const lately = (hour: number) => windowOf(Date.UTC(2025, 11, 31, hour));
const longAgo = (hour: number) => windowOf(Date.UTC(2025, 5, 1, hour));
function windowOf(ms: number) {
  return { start: new Date(ms), end: new Date(ms + HOUR_MS - 1000) };
}

/** A world that delivers 10 items a day, with so many posts in each window. */
async function aWorld(...posts: [DownloadTask['window'], number][]): Promise<DeliveryWorld> {
  const world = await DeliveryWorld.open();
  world.limits = slice(LimitsConfig, { deliveryItemsPerDay: 10 });
  for (const [{ start }, count] of posts) {
    let id = firstIdAt(start);
    for (let i = 0; i < count; i++, id = nextId(id)) {
      await world.archive(aRawPost({ id, created_at: start.toISOString() }));
    }
  }
  await world.cover('2027-01-01T00:00:00Z');
  return world;
}

/** What the index lists of any window, if it had so many entries. */
function entriesIn(count: number) {
  return async function* (
    accountId: string,
    { start }: DownloadTask['window'],
  ): AsyncGenerator<PostEntry> {
    await Promise.resolve();
    const entry = { accountId, type: 'post', version: 'v', kind: 'post' } as const;
    const blobs = { pageName: 'p', recordName: 'r', sha256: 's', capturedAt: start };
    for (let i = 0; i < count; i++) {
      yield { ...entry, ...blobs, postId: String(i + 1), createdAt: start };
    }
  };
}

const taken = async (world: DeliveryWorld, day = TODAY) =>
  (await world.days.from('job', day)).filter((each) => each.day === day).map(itemsTaken)[0] ?? 0;
const ask = (world: DeliveryWorld, taskId: string, window: DownloadTask['window']) =>
  world.ask({ taskId, window });
const lent = async (world: DeliveryWorld, taskId: string, expiry: Date) => {
  const uri = new Secret(`https://x.example/c?se=${expiry.toISOString()}&sig=s`);
  return new Sealer(world.secrets).seal(uri, sinkContext({ jobId: 'job', taskId }));
};

describe('the items of a day', () => {
  it.each([
    ['one below', 5],
    ['exactly at', 6],
  ])('take what they can: %s the limit', async (_, count) => {
    const world = await aWorld([lately(1), 4], [lately(2), count]);
    await ask(world, 'first', lately(1));
    await ask(world, 'second', lately(2));
    expect(await world.consume()).toMatchObject({ kind: 'delivered', items: 4 });
    expect(await world.consume()).toMatchObject({ kind: 'delivered', items: count });
    expect(await taken(world)).toBe(4 + count);
  });

  it('leave what is one more to the next day, which is no failure of the task', async () => {
    const world = await aWorld([lately(1), 4], [lately(2), 7], [lately(3), 6]);
    for (const [taskId, hour] of [['first', 1] as const, ['second', 2] as const]) {
      await ask(world, taskId, lately(hour));
    }
    await world.consume();
    const wait = { until: begin(TOMORROW), items: 7 };
    expect(await world.consume()).toMatchObject({ kind: 'waits', ...wait });
    expect(await world.list.find('job', 'second')).toMatchObject({ state: 'waiting', wait });
    expect(await world.list.find('job', 'second')).not.toHaveProperty('lastError');
    expect(await world.queue.depth()).toEqual({ waiting: 1, poisoned: 0 });
    expect([await taken(world), await taken(world, TOMORROW)]).toEqual([4, 7]);

    await ask(world, 'third', lately(3));
    expect(await world.consume()).toMatchObject({ kind: 'delivered', items: 6 });

    world.clock.advance(DAY_MS - 1);
    expect(await world.consume()).toBeUndefined();
    world.clock.advance(1);
    expect(await world.consume()).toMatchObject({ kind: 'delivered', items: 7 });
    expect(world.told('second')).toEqual([Success]);
    expect([await taken(world), await taken(world, TOMORROW)]).toEqual([10, 7]);
    expect(await world.list.find('job', 'second')).not.toHaveProperty('wait');
  });

  it('are spread over as many days as it takes, without end of tries', async () => {
    const windows = Array.from({ length: 4 }, (_, i) => lately(i));
    const world = await aWorld(
      ...windows.map((window) => [window, 9] as [DownloadTask['window'], number]),
    );
    for (const [i, window] of windows.entries()) await ask(world, `task ${i}`, window);
    for (let i = 0; i < windows.length; i++) await world.consume();
    for (let day = 0; day < 4; day++) {
      expect(await world.consume()).toBeUndefined();
      expect(Object.keys(world.blobs(`task ${day}`))).toHaveLength(9);
      expect(world.told(`task ${day + 1}`)).toEqual([]);
      world.clock.advance(DAY_MS);
      await world.consume();
    }
    expect(await world.queue.depth()).toEqual({ waiting: 0, poisoned: 0 });
  });

  it('are kept in part for what was posted lately', async () => {
    const world = await aWorld([longAgo(1), 8], [longAgo(2), 1], [lately(3), 2]);
    await ask(world, 'history', longAgo(1));
    await ask(world, 'more history', longAgo(2));
    await ask(world, 'news', lately(3));
    expect(await world.consume()).toMatchObject({ kind: 'delivered', items: 8 });
    expect(await world.consume()).toMatchObject({ kind: 'waits', until: begin(TOMORROW) });
    expect(await world.consume()).toMatchObject({ kind: 'delivered', items: 2 });
  });

  it('are all for a task that is larger than a day, once there is a day without others', async () => {
    const world = await aWorld([lately(1), 1], [lately(2), 11], [lately(3), 1]);
    await ask(world, 'small', lately(1));
    await ask(world, 'large', lately(2));
    await world.consume();
    expect(await world.consume()).toMatchObject({ kind: 'waits', until: begin(TOMORROW) });
    world.clock.advance(DAY_MS);
    await ask(world, 'other', lately(3));
    const kinds = [await world.consume(), await world.consume()].map((each) => each?.kind).sort();
    expect(kinds).toEqual(['delivered', 'waits']);
    expect(world.told('large')).toEqual([Success]);
    expect(world.told('other')).toEqual([]);
  });

  it('take a task of as many as Purview imports on a day, once there is a day without others', async () => {
    const world = await aWorld([lately(1), 1]);
    await ask(world, 'small', lately(1));
    await world.consume();
    world.posts.list = entriesIn(200_000);
    await ask(world, 'large', lately(2));
    const wait = { until: begin(TOMORROW), items: 200_000 };
    expect(await world.consume()).toMatchObject({ kind: 'waits', ...wait });
    expect(await taken(world, TOMORROW)).toBe(200_000);
  });

  it('take no task of more than Purview imports on a day, and say what to do', async () => {
    const world = await aWorld();
    world.posts.list = entriesIn(Infinity);
    await ask(world, 'task', lately(1));
    const reason = 'export.too_many_items';
    expect(await world.consume()).toMatchObject({ kind: 'handed-back', reason });
    expect(world.told()).toEqual([TemporaryFailure]);
    const found = await world.list.find('job', 'task');
    expect(found).toMatchObject({ state: 'handed-back', lastError: { code: reason } });
    expect(found?.lastError?.message).toContain('More than 200000 items');
    expect(world.sink.uploads).toBe(0);
  });

  it('hand a task back whose container expires before its day, and keep it no place', async () => {
    const world = await aWorld([lately(1), 9], [lately(2), 9]);
    await ask(world, 'first', lately(1));
    await world.consume();
    const sealed = (expiry: Date) => lent(world, 'second', expiry);
    const short = await sealed(new Date(begin(TOMORROW).getTime() + HOUR_MS - 1));
    await world.ask({ taskId: 'second', window: lately(2), sealedSink: short });
    const reason = 'export.day_full';
    expect(await world.consume()).toMatchObject({ kind: 'handed-back', reason });
    expect(world.told('second')).toEqual([TemporaryFailure]);
    expect(await taken(world, TOMORROW)).toBe(0);
    const long = await sealed(new Date(begin(TOMORROW).getTime() + HOUR_MS));
    await world.ask({ taskId: 'second', window: lately(2), sealedSink: long });
    expect(await world.consume()).toMatchObject({ kind: 'waits', until: begin(TOMORROW) });
    expect(await taken(world, TOMORROW)).toBe(9);
  });

  it('are not taken by a task whose window is not captured yet, until it is', async () => {
    const world = await aWorld([lately(1), 6], [lately(2), 6]);
    const { coverage, ...rest } = (await world.states.load('7')).state;
    const save = async (known: typeof coverage) => {
      const { revision } = await world.states.load('7');
      await world.states.save('7', { ...rest, coverage: known }, revision);
    };
    await save([]);
    await ask(world, 'first', lately(1));
    expect(await world.consume()).toMatchObject({ kind: 'not-yet' });
    expect(await taken(world)).toBe(0);
    await save(coverage);
    await ask(world, 'second', lately(2));
    expect(await world.consume()).toMatchObject({ kind: 'delivered', items: 6 });
    await save([]);
    world.clock.advance(world.config.coverageWaitSeconds * 1000 + 1);
    expect(await world.consume()).toMatchObject({ kind: 'handed-back', reason: 'waited-too-long' });
    expect([await taken(world), await taken(world, TOMORROW)]).toEqual([6, 0]);
  });

  it('are those of the day on which the service is told', async () => {
    const world = await aWorld([lately(1), 3], [lately(2), 9]);
    await ask(world, 'task', lately(1));
    world.clock.advance(DAY_MS - 1);
    world.sink.onUpload = () => {
      world.sink.onUpload = () => undefined;
      world.clock.advance(1);
    };
    expect(await world.consume()).toMatchObject({ kind: 'delivered' });
    expect(await taken(world, TOMORROW)).toBe(3);
  });

  it('are taken once by a task that is tried again, or whose worker dies anywhere', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let n = 1, died = true; died; n++) {
        const world = await aWorld([lately(1), 4], [lately(2), 6]);
        await ask(world, 'first', lately(1));
        await ask(world, 'second', lately(2));
        world.crash.dieAtWrite(n, when);
        await world.consumeAnyhow();
        died = world.crash.hasDied;
        await world.consumeAll();
        expect([await taken(world), world.told('first').includes(Success)]).toEqual([10, true]);
      }
    }
  });

  describe('of a task that is handed back', () => {
    const expired = () => new AppError('export.sas_expired', 'no');
    const refuse = (world: DeliveryWorld) => {
      world.sink.failures = Array.from({ length: 3 }, expired);
    };
    /** The service asks for the same with another task; what becomes of it. */
    const askAgain = async (world: DeliveryWorld) => {
      world.sink.failures = [];
      await ask(world, 'again', lately(1));
      return world.consume();
    };

    it('are free again, but for those that were begun: the next task has its turn today', async () => {
      const world = await aWorld([lately(1), 7]);
      await ask(world, 'task', lately(1));
      refuse(world);
      expect(await world.consume()).toMatchObject({ kind: 'handed-back' });
      expect(await taken(world)).toBeLessThanOrEqual(3);
      expect(await askAgain(world)).toMatchObject({ kind: 'delivered', items: 7 });
    });

    it('are free again when it has waited for them', async () => {
      const world = await aWorld([lately(1), 9], [lately(2), 9]);
      await ask(world, 'first', lately(2));
      await world.consume();
      await ask(world, 'task', lately(1));
      expect(await world.consume()).toMatchObject({ kind: 'waits', until: begin(TOMORROW) });
      world.clock.advance(DAY_MS);
      world.choices.of = () => Promise.resolve(['likes']);
      expect(await world.consume()).toMatchObject({ kind: 'handed-back' });
      expect(await taken(world, TOMORROW)).toBe(0);
    });

    it('are free again when it was given up', async () => {
      const world = await aWorld([lately(1), 9]);
      const sealedSink = await lent(world, 'task', begin(TOMORROW));
      await world.ask({ taskId: 'task', window: lately(1), sealedSink });
      for (let i = 0; i < world.config.maxAttempts; i++) {
        expect(await taken(world)).toBe(i === 0 ? 0 : 9);
        expect(await world.consume()).toMatchObject({ kind: 'failed' });
        world.clock.advance(60_000);
      }
      expect(world.told('task')).toEqual([TemporaryFailure]);
      expect(await taken(world)).toBe(0);
      expect(await askAgain(world)).toMatchObject({ kind: 'delivered', items: 9 });
    });

    it('are not while the service has not heard of it', async () => {
      const world = await aWorld([lately(1), 7]);
      await ask(world, 'task', lately(1));
      refuse(world);
      world.reporter.failures = [new AppError('export.completion_unavailable', 'no')];
      expect(await world.consume()).toMatchObject({ kind: 'failed' });
      expect(await taken(world)).toBe(7);
    });

    it('are never more than the limit in containers, wherever its worker has died before', async () => {
      for (const when of ['before', 'after'] as const) {
        for (let n = 1, died = true; died; n++) {
          const world = await aWorld([lately(1), 6]);
          await ask(world, 'task', lately(1));
          world.crash.dieAtWrite(n, when);
          await world.consumeAnyhow();
          died = world.crash.hasDied;
          world.crash.restart();
          world.clock.advance(121_000);
          refuse(world);
          await world.consumeAnyhow();
          await askAgain(world);
          expect({ n, put: Math.max(10, world.sink.blobs.size) }).toEqual({ n, put: 10 });
          expect(await world.queue.depth()).toMatchObject({ poisoned: 0 });
        }
      }
    });
  });

  it('are taken by one of two workers that come at once', async () => {
    const world = await aWorld([lately(1), 6], [lately(2), 6]);
    await ask(world, 'first', lately(1));
    await ask(world, 'second', lately(2));
    const kinds = (await Promise.all([world.consume(), world.consume()])).map((each) => each?.kind);
    expect(kinds.sort()).toEqual(['delivered', 'waits']);
    expect([await taken(world), await taken(world, TOMORROW)]).toEqual([6, 6]);
  });
});
