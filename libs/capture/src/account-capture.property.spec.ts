import { AppError, compareIds, isSettled } from '@app/domain';
import { CaptureWorld } from '@testing/capture';
import { type Disturbance } from '@testing/twitter-ingestion';
import * as fc from 'fast-check';

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
          const world = new CaptureWorld({ pageSize, settleSeconds });
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
      const world = new CaptureWorld({ pageSize: 4, settleSeconds });
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
