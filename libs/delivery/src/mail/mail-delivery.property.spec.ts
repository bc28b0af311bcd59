import { AppError } from '@app/domain';
import { MailWorld } from '@testing/delivery';
import * as fc from 'fast-check';

const day = (n: number) => new Date(Date.UTC(2025, 0, 1 + n, 12));
const DAYS = 90;
const WRITES = 12;

async function worldOf(keepsOne: boolean, days: readonly number[]): Promise<MailWorld> {
  const world = await MailWorld.open({ keepsOne });
  for (const n of days) await world.archive(day(n), `post of day ${n}`);
  await world.cover(day(DAYS));
  return world;
}

/** How often each message is there, besides once. */
function extraCopies(world: MailWorld): number {
  return world.arrived().length - new Set(world.arrived()).size;
}

describe.each([
  ['a mailbox that keeps one of each (IMAP)', true],
  ['a mailbox that takes all (SMTP)', false],
])('%s', (_, keepsOne) => {
  const steps = Array.from({ length: WRITES }, (_each, i) => i + 1);

  it.each(steps.flatMap((n) => [[n, 'before'] as const, [n, 'after'] as const]))(
    'has everything when the process dies at write %d, %s it, and twice only what it had no time to note',
    async (n, when) => {
      const world = await worldOf(keepsOne, [1, 2, 3, 40, 41, 42]);
      world.crash.dieAtWrite(n, when);
      await world.runAnyhow();
      await world.run();
      expect([...new Set(world.arrived())].sort()).toEqual(world.archived().sort());
      // Every other write is the note of the message before. SMTP has no way to ask what has arrived.
      const isUnknown = (n % 2 === 1) === (when === 'after');
      expect(extraCopies(world)).toBe(isUnknown && !keepsOne ? 1 : 0);
      expect(await world.run()).toMatchObject({ delivered: 0 });
    },
  );

  it('has everything, whatever comes when, fails or dies', async () => {
    const days = fc.uniqueArray(fc.nat(DAYS - 1), { maxLength: 4 });
    const event = fc.record({
      fresh: days,
      changed: days,
      coveredFrom: fc.nat(DAYS - 1),
      failures: fc.array(
        fc.constantFrom('mail.unavailable' as const, 'mail.message_refused' as const),
        { maxLength: 2 },
      ),
      dieAtWrite: fc.integer({ min: 1, max: 20 }),
      waitMs: fc.constantFrom(0, 60_000, 900_000, 86_400_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 4 }), async (events) => {
        const world = await worldOf(keepsOne, []);
        let version = 0;
        for (const { fresh, changed, coveredFrom, failures, dieAtWrite, waitMs } of events) {
          for (const n of fresh) await world.archive(day(n), `post of day ${n}`);
          for (const n of changed) await world.archive(day(n), `version ${++version}`);
          await world.cover(day(DAYS), day(coveredFrom));
          world.mailbox.failures = failures.map((code) => new AppError(code, 'no'));
          world.crash.dieAtWrite(dieAtWrite, version % 2 === 0 ? 'before' : 'after');
          await world.runAnyhow();
          world.clock.advance(waitMs);
        }
        world.mailbox.failures = [];
        await world.run();
        world.clock.advance(86_400_000);
        await world.run();
        expect([...new Set(world.arrived())].sort()).toEqual(world.archived().sort());
        expect(extraCopies(world)).toBeLessThanOrEqual(keepsOne ? 0 : events.length);
      }),
      { numRuns: 30 },
    );
  });
});
