import { CompletionStatus } from '@app/blob-export';
import { AppError, type DownloadTask, firstIdAt, type RawPost } from '@app/domain';
import { type Manifest } from './manifest';
import { DeliveryWorld, readManifests } from '@testing/delivery';
import { aRawPost } from '@testing/domain';
import * as fc from 'fast-check';

const HOURS = 24;
const hour = (n: number) => new Date(Date.UTC(2025, 2, 1, n));
const postAt = (n: number, text: string): RawPost =>
  aRawPost({ id: firstIdAt(hour(n)), created_at: hour(n).toISOString(), text });

interface Plan {
  /** Hours with a post, some of them with two versions, some unreadable. */
  posts: { hour: number; versions: number; isReadable: boolean }[];
  tasks: { from: number; hours: number; dirty: number[] }[];
}

/** A world with the posts of a plan, all captured. */
async function worldOf({ posts }: Plan): Promise<DeliveryWorld> {
  const world = await DeliveryWorld.open();
  for (let version = 1; version <= 2; version++) {
    const raws = posts
      .filter(({ versions }) => versions >= version)
      .map(({ hour: n, isReadable }) => {
        const raw = postAt(n, `post of ${n}, version ${version}`);
        return isReadable ? raw : { ...raw, post: { ...raw.post, text: version } };
      });
    await world.archive(...raws);
    world.clock.advance(1000);
  }
  await world.cover('2025-03-04T00:00:00Z');
  return world;
}

const tasksOf = ({ tasks }: Plan): Partial<DownloadTask>[] =>
  tasks.map(({ from, hours, dirty }, i) => ({
    taskId: `task ${i}`,
    window: { start: hour(from), end: hour(from + hours) },
    dirtyEntities: dirty.map((n) => firstIdAt(hour(n))),
  }));

/** The service asks again until it is answered, and for what it was told has failed. */
async function ask(world: DeliveryWorld, task: Partial<DownloadTask>): Promise<void> {
  for (;;) {
    try {
      await world.ask(task);
      return;
    } catch {
      world.crash.restart();
    }
  }
}

async function askForWhatFailed(world: DeliveryWorld, tasks: Partial<DownloadTask>[]) {
  for (const task of tasks) {
    const told = world.told(task.taskId);
    const known = await world.tasks.find('job', task.taskId ?? '');
    const isOpen = told.length > 0 && !told.includes(CompletionStatus.Success);
    if (isOpen && known?.state === 'handed-back') await ask(world, task);
  }
}

/** Works until every task has succeeded. */
async function finish(world: DeliveryWorld, tasks: Partial<DownloadTask>[]): Promise<void> {
  for (let rounds = 0; rounds < 10; rounds++) {
    await world.consumeAll();
    await askForWhatFailed(world, tasks);
  }
}

/** The posts that nobody has got yet. */
async function parkedIn(world: DeliveryWorld): Promise<string[]> {
  return (await world.parked.idsOf('job')).sort();
}

/** What each task left behind, by its id. */
const parkedOf = ({ parked }: Pick<Manifest, 'parked'>) => parked.map(({ id }) => id);

async function resultOf(world: DeliveryWorld, tasks: Partial<DownloadTask>[]) {
  const manifests = await readManifests(world.manifests, 'job');
  return tasks.map(({ taskId = '' }) => {
    const mine = manifests.filter((manifest) => manifest.taskId === taskId);
    const told = world.reporter.accepted.filter((call) => call.taskId === taskId);
    const successes = told.filter(({ status }) => status === CompletionStatus.Success);
    return {
      blobs: world.blobs(taskId),
      manifests: mine.map(({ items, parked, counts }) => ({ items, parked, counts })),
      successes: [...new Set(successes.map(({ items }) => JSON.stringify(items)))],
    };
  });
}

const plan: fc.Arbitrary<Plan> = fc.record({
  posts: fc.uniqueArray(
    fc.record({
      hour: fc.nat(HOURS - 1),
      versions: fc.integer({ min: 1, max: 2 }),
      isReadable: fc.boolean(),
    }),
    { selector: (post) => post.hour, maxLength: 8 },
  ),
  tasks: fc.array(
    fc.record({
      from: fc.nat(HOURS),
      hours: fc.nat(HOURS),
      dirty: fc.array(fc.nat(HOURS), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const event = fc.record({
  task: fc.nat(),
  sink: fc.array(fc.constantFrom('export.unavailable' as const, 'export.sas_expired' as const), {
    maxLength: 1,
  }),
  completion: fc.array(
    fc.constantFrom(
      'export.completion_unavailable' as const,
      'export.completion_unauthorized' as const,
      'export.completion_refused' as const,
    ),
    { maxLength: 2 },
  ),
  dieAtWrite: fc.integer({ min: 1, max: 25 }),
  when: fc.constantFrom('before' as const, 'after' as const),
  consumers: fc.integer({ min: 1, max: 2 }),
  waitMs: fc.constantFrom(0, 60_000, 130_000),
  stallMs: fc.constantFrom(0, 50_000, 130_000),
});

type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** Told of a success that died before it was noted; then the lent container is over, and the service will not ask again. */
const toldAndExpired: [Plan, Event[]] = [
  {
    posts: [
      { hour: 0, versions: 1, isReadable: true },
      { hour: 1, versions: 1, isReadable: false },
    ],
    tasks: [{ from: 0, hours: 1, dirty: [] }],
  },
  [
    anEvent({ dieAtWrite: 11, stallMs: 50_000 }),
    anEvent({ waitMs: 130_000 }),
    anEvent({ sink: ['export.sas_expired'] }),
  ],
];

function anEvent(overrides: Partial<Event>): Event {
  const one = { task: 0, dieAtWrite: 1, when: 'before', consumers: 1 } as const;
  return { ...one, sink: [], completion: [], waitMs: 0, stallMs: 0, ...overrides };
}

/** Each delivery writes a file; on a machine that does other things too. */
jest.setTimeout(60_000);

describe('for any posts, tasks, failures, crashes and two workers', () => {
  it('each task leaves what it would have left undisturbed, and one success', async () => {
    await fc.assert(
      fc.asyncProperty(plan, fc.array(event, { maxLength: 8 }), async (given, events) => {
        const tasks = tasksOf(given);
        const calm = await worldOf(given);
        for (const task of tasks) await calm.ask(task);
        await finish(calm, tasks);

        const world = await worldOf(given);
        for (const task of tasks) await world.ask(task);
        for (const { task, sink, completion, stallMs, ...more } of events) {
          world.crash.dieAtWrite(more.dieAtWrite, more.when);
          world.sink.failures = sink.map((code) => new AppError(code, 'no'));
          world.reporter.failures = completion.map((code) => new AppError(code, 'no'));
          world.sink.onUpload = () => world.clock.advance(stallMs);
          await ask(world, tasks[task % tasks.length] ?? {});
          const workers = Array.from({ length: more.consumers }, () => world.consumeAnyhow());
          await Promise.all(workers);
          world.crash.restart();
          world.clock.advance(more.waitMs);
          await askForWhatFailed(world, tasks);
        }
        world.sink.failures = [];
        world.reporter.failures = [];
        world.sink.onUpload = () => undefined;
        await finish(world, tasks);

        const expected = await resultOf(calm, tasks);
        expect(await resultOf(world, tasks)).toEqual(expected);
        const parked = new Set(expected.flatMap((each) => each.manifests.flatMap(parkedOf)));
        expect(await parkedIn(world)).toEqual([...parked].sort());
        expect(expected.every(({ successes }) => successes.length === 1)).toBe(true);
      }),
      { numRuns: 100, examples: [toldAndExpired] },
    );
  });
});

describe('a worker that dies at any single write of a delivery', () => {
  const given: Plan = {
    posts: [0, 1, 2, 3, 4, 5, 6].map((n) => ({ hour: n, versions: 1, isReadable: n !== 3 })),
    tasks: [
      { from: 0, hours: 4, dirty: [6] },
      { from: 2, hours: 10, dirty: [] },
    ],
  };
  const tasks = tasksOf(given);

  async function deliverDying(n: number, when: 'before' | 'after') {
    const world = await worldOf(given);
    for (const task of tasks) await world.ask(task);
    world.crash.dieAtWrite(n, when);
    for (let i = 0; i < tasks.length; i++) await world.consumeAnyhow();
    const hasDied = world.crash.hasDied;
    await world.consumeAll();
    return { world, hasDied };
  }

  it.each(['before', 'after'] as const)('%s it, leaves the same to the next', async (when) => {
    const calm = await deliverDying(1000, when);
    const expected = await resultOf(calm.world, tasks);
    let n = 1;
    for (; ; n++) {
      const { world, hasDied } = await deliverDying(n, when);
      if (!hasDied) break;
      expect({ n, result: await resultOf(world, tasks) }).toEqual({ n, result: expected });
      expect({ n, parked: await parkedIn(world) }).toEqual({ n, parked: [firstIdAt(hour(3))] });
    }
    expect(n).toBeGreaterThan(20);
  });

  it.each(['before', 'after'] as const)(
    '%s it, forgets a parked post that is delivered at last, and no sooner',
    async (when) => {
      const parkedPost = firstIdAt(hour(3));
      let n = 1;
      for (let hasDied = true; hasDied; n++) {
        const world = await worldOf(given);
        await world.ask(tasks[0]);
        await world.consume();
        expect(await parkedIn(world)).toEqual([parkedPost]);
        world.clock.advance(1000);
        await world.archive(postAt(3, 'mended'));
        const again = { taskId: 'again', window: { start: hour(30), end: hour(31) } };
        await world.ask({ ...again, dirtyEntities: [parkedPost] });
        world.crash.dieAtWrite(n, when);
        await world.consumeAnyhow();
        hasDied = world.crash.hasDied;
        const isTold = world.told('again').length > 0;
        const isParked = (await world.parked.find('job', parkedPost)) !== undefined;
        expect({ n, isKnown: isTold || isParked }).toEqual({ n, isKnown: true });
        await world.consumeAll();
        expect({ n, parked: await parkedIn(world) }).toEqual({ n, parked: [] });
        expect(Object.keys(world.blobs('again'))).toEqual([`${parkedPost}.json`]);
      }
      expect(n).toBeGreaterThan(8);
    },
  );

  it('is heard twice at most, in the same words, and only if it died before it noted the answer', async () => {
    const repeated: number[] = [];
    for (let n = 1; ; n++) {
      const { world, hasDied } = await deliverDying(n, 'after');
      const calls = world.reporter.accepted.map((call) => JSON.stringify(call));
      expect(new Set(calls).size).toBe(tasks.length);
      if (calls.length > tasks.length) repeated.push(calls.length);
      if (!hasDied) break;
    }
    // After each task's call.
    expect(repeated).toEqual([3, 3]);
  });
});
