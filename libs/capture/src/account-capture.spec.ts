import { CaptureConfig, slice } from '@app/config';
import {
  AppError,
  type Clock,
  compareIds,
  type Coverage,
  firstIdAt,
  isSettled,
  nextId,
  type PostId,
  Secret,
} from '@app/domain';
import { FakeCaptureStateStore, FakeMediaArchive, FakePostArchive } from '@testing/archive';
import { Crash, CrashPoint, FakeClock } from '@testing/domain';
import { type Disturbance, FakeMediaSource, FakePostSource } from '@testing/twitter-ingestion';
import * as fc from 'fast-check';

import { AccountCapture } from './account-capture';
import { type CaptureOutcome } from './capture-outcome';
import { MediaKeeper } from './media-keeper';
import { PageKeeper } from './page-keeper';

const accountId = '7';
const key = new Secret('key');
const credentials = { appKey: key, appSecret: key, accessToken: key, accessSecret: key };

/** An account at X, an archive, and the capture between them. */
class World {
  readonly crash = new CrashPoint();
  readonly clock = new FakeClock();
  readonly source: FakePostSource;
  readonly archive = new FakePostArchive(this.crash);
  readonly states = new FakeCaptureStateStore(this.crash);
  readonly made: PostId[] = [];
  private readonly capture: AccountCapture;

  constructor({ pageSize = 100, reach = 3200, settleSeconds = 0 } = {}) {
    this.source = new FakePostSource(this.clock, { pageSize, reach });
    const config = slice(CaptureConfig, {
      intervalSeconds: 300,
      settleSeconds,
      leaseSeconds: 60,
      mediaConcurrency: 2,
    });
    const media = new MediaKeeper(new FakeMediaSource(), new FakeMediaArchive(this.crash), config);
    const keeper = new PageKeeper(this.archive, media);
    const clock: Clock = this.clock;
    this.capture = new AccountCapture(this.source, this.states, keeper, clock, config);
  }

  /** The account posts `count` times; X took `lateMs` to list them. */
  post(count: number, lateMs = 0): void {
    for (let i = 0; i < count; i++) {
      this.clock.advance(1);
      const id = firstIdAt(new Date(this.clock.now().getTime() - lateMs));
      const free = this.made.includes(id) ? nextId(this.made.at(-1) ?? id) : id;
      this.made.push(free);
      this.source.post(free);
    }
  }

  run(): Promise<CaptureOutcome> {
    return this.capture.run({ accountId, credentials });
  }

  /** Runs until all is read, whatever happens on the way. */
  async runToTheEnd(): Promise<void> {
    for (;;) {
      this.crash.restart();
      const outcome = await this.runAnyhow();
      if (outcome === 'caught-up') return;
      this.clock.advance(15 * 60_000);
    }
  }

  async runAnyhow(): Promise<string> {
    try {
      return (await this.run()).kind;
    } catch (error) {
      if (error instanceof Crash || error instanceof AppError) return 'failed';
      throw error;
    }
  }

  archived(): PostId[] {
    return [...this.archive.entries.values()].map(({ postId }) => postId).sort(compareIds);
  }

  async coverage(): Promise<Coverage> {
    this.crash.restart();
    return (await this.states.load(accountId)).state.coverage;
  }

  /** Posts that the coverage says are archived, and are not. */
  async falselyClaimed(): Promise<PostId[]> {
    const complete = (await this.coverage()).filter(({ state }) => state === 'complete');
    const archived = new Set(this.archived());
    return this.made.filter((id) => isSettled(complete, { from: id, to: id }) && !archived.has(id));
  }

  async unreachable(): Promise<PostId[]> {
    const gaps = (await this.coverage()).filter(({ state }) => state === 'unreachable');
    return this.made.filter((id) => isSettled(gaps, { from: id, to: id }));
  }
}

describe('AccountCapture', () => {
  it('archives all of 1,000 posts made between two captures', async () => {
    const world = new World();
    world.post(3);
    await world.run();
    world.clock.advance(300_000);
    world.post(1000);
    world.clock.advance(1);

    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 1000, pages: 10 });
    expect(world.archived()).toEqual(world.made);
  });

  it('asks once, and is billed nothing, when there is nothing new', async () => {
    const world = new World();
    world.post(250);
    world.clock.advance(1);
    await world.run();
    world.source.requests.length = 0;
    world.clock.advance(300_000);

    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 0, pages: 1 });
    expect(world.source.requests).toHaveLength(1);
    expect((await world.states.load(accountId)).state.postsRead).toBe(250);
  });

  it('goes on at the cursor when a limit is over, with the same stretch', async () => {
    const world = new World({ pageSize: 10 });
    world.post(35);
    world.clock.advance(1);
    world.source.disturbances = [undefined, undefined, 'limited'];

    const outcome = await world.run();
    expect(outcome).toMatchObject({ kind: 'parked', added: 20 });
    expect(await world.run()).toMatchObject({ kind: 'parked', pages: 0 });
    world.clock.advance(15 * 60_000);
    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 15 });
    expect(world.source.requests.at(-2)?.untilId).toBe(world.made.at(-20));
    expect(world.archived()).toEqual(world.made);
  });

  it.each(['twitter.unauthorized', 'twitter.payment_required'] as const)(
    'rests after %s and tries again by itself',
    async (code) => {
      const world = new World();
      world.post(5);
      world.source.disturbances = [new AppError(code, 'no')];

      expect(await world.run()).toMatchObject({ kind: 'parked', parking: { reason: code } });
      world.clock.advance(15 * 60_000);
      expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 5 });
      expect((await world.states.load(accountId)).state.parked).toBeUndefined();
    },
  );

  it('reads a parked account at once when told to', async () => {
    const world = new World();
    world.post(5);
    world.source.disturbances = [new AppError('twitter.unauthorized', 'no')];
    await world.run();
    const outcome = world['capture'].run({ accountId, credentials, evenIfParked: true });
    await expect(outcome).resolves.toMatchObject({ kind: 'caught-up', added: 5 });
  });

  it('stops when X goes round in circles, and loses nothing', async () => {
    const world = new World({ pageSize: 2 });
    world.post(6);
    world.source.disturbances = Array.from({ length: 30 }, (): Disturbance => 'empty-page');

    await expect(world.run()).rejects.toMatchObject({ code: 'twitter.page_loop' });
    await world.runToTheEnd();
    expect(world.archived()).toEqual(world.made);
  });

  it('refuses to go on when another run has saved since', async () => {
    const world = new World({ pageSize: 10 });
    world.post(30);
    world.clock.advance(1);
    world.source.onRequest = () => {
      world.source.onRequest = () => undefined;
      return void world.states.save(accountId, { coverage: [], postsRead: 0 }, undefined);
    };
    await expect(world.run()).rejects.toMatchObject({ code: 'archive.conflict' });
  });

  describe("at X's wall", () => {
    it('reports what lies behind it as unreachable', async () => {
      const world = new World();
      world.post(5000);
      await world.runToTheEnd();

      expect(world.archived()).toEqual(world.made.slice(-3200));
      expect(await world.unreachable()).toEqual(world.made.slice(0, 1800));
      expect(await world.falselyClaimed()).toEqual([]);
    });

    it('believes the end of a long timeline that X counts as complete', async () => {
      const world = new World();
      world.post(2500);
      await world.runToTheEnd();

      expect(world.archived()).toEqual(world.made);
      expect(await world.unreachable()).toEqual([]);
    });

    it('does not believe it when X counts more', async () => {
      const world = new World();
      world.post(2500);
      world.source.postCount = 2501;
      await world.runToTheEnd();
      const [gap] = await world.coverage();
      expect(gap).toMatchObject({ from: '1', state: 'unreachable' });
    });

    it('finds the gap when more was posted since the last capture than X lists', async () => {
      const world = new World();
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
      const world = new World();
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
      const world = new World();
      world.post(2500);
      world.source.disturbances = [...Array<undefined>(10), new AppError('twitter.network', 'no')];
      await expect(world.run()).rejects.toMatchObject({ code: 'twitter.network' });
      world.post(1500);
      await world.runToTheEnd();

      expect(await world.falselyClaimed()).toEqual([]);
      expect(await world.unreachable()).toEqual(world.made.slice(0, 800));
    });
  });
});

/** One thing that happens to the account or its capture. */
interface Event {
  posts: number;
  lateMs: number;
  waitMs: number;
  disturbances: (Disturbance | undefined)[];
  dieAtWrite: number;
  when: 'before' | 'after';
  postsMeanwhile: number;
}

const disturbance = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Disturbance>(
      'empty-page',
      'limited',
      new AppError('twitter.unavailable', 'X is down'),
      new AppError('twitter.unauthorized', 'token?'),
    ),
  },
);

const settleSeconds = 30;
const event: fc.Arbitrary<Event> = fc.record({
  posts: fc.nat(25),
  lateMs: fc.nat(settleSeconds * 1000 - 1),
  waitMs: fc.constantFrom(0, 1, 5_000, 30_000, 31_000, 900_000),
  disturbances: fc.array(disturbance, { maxLength: 8 }),
  dieAtWrite: fc.integer({ min: 1, max: 60 }),
  when: fc.constantFrom('before', 'after'),
  postsMeanwhile: fc.nat(3),
});

describe('for any posting, page size, empty pages, limits, failures and crashes', () => {
  it('archives every post once, and the coverage never claims more than is there', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        fc.array(event),
        async (pageSize, events) => {
          const world = new World({ pageSize, settleSeconds });
          for (const { posts, lateMs, waitMs, disturbances, dieAtWrite, when, ...more } of events) {
            world.post(posts, lateMs);
            world.clock.advance(waitMs);
            world.source.disturbances = [...disturbances];
            world.source.onRequest = () => world.post(more.postsMeanwhile, lateMs);
            world.crash.dieAtWrite(dieAtWrite, when);
            await world.runAnyhow();
            expect(await world.falselyClaimed()).toEqual([]);
          }
          world.source.onRequest = () => undefined;
          world.source.disturbances = [];
          world.clock.advance(settleSeconds * 1000 + 1);
          await world.runToTheEnd();

          expect(world.archived()).toEqual([...world.made].sort(compareIds));
          const newest = [...world.made].sort(compareIds).at(-1) ?? '1';
          expect(isSettled(await world.coverage(), { from: '0', to: newest })).toBe(true);
          expect(await world.unreachable()).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('survives a crash before and after every single write', async () => {
    const steps = async (crashAt: number, when: 'before' | 'after') => {
      const world = new World({ pageSize: 4, settleSeconds });
      world.post(10);
      world.clock.advance(60_000);
      world.crash.dieAtWrite(crashAt, when);
      await world.runAnyhow();
      const died = world.crash.hasDied;
      world.post(5);
      world.clock.advance(60_000);
      await world.runToTheEnd();
      expect(world.archived()).toEqual(world.made);
      expect(await world.falselyClaimed()).toEqual([]);
      return died;
    };
    for (const when of ['before', 'after'] as const) {
      let crashAt = 1;
      while (await steps(crashAt, when)) crashAt += 1;
      expect(crashAt).toBeGreaterThan(20);
    }
  });
});
