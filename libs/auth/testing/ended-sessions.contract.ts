import { type EndedSessions } from '@app/auth';
import { type FakeClock } from '@testing/domain';

/** What every EndedSessions guarantees. `make` gives an empty one with the clock's time. */
export function describeEndedSessions(
  name: string,
  make: () => Promise<{ sessions: EndedSessions; clock: FakeClock }>,
): void {
  describe(`${name} is an EndedSessions`, () => {
    it('knows what was ended, and only that', async () => {
      const { sessions, clock } = await make();
      const soon = new Date(clock.now().getTime() + 1000);
      await sessions.add('one/ä', soon);
      await sessions.add('one/ä', soon);
      await expect(sessions.has('one/ä')).resolves.toBe(true);
      await expect(sessions.has('two')).resolves.toBe(false);
    });

    it('forgets none before its time', async () => {
      const { sessions, clock } = await make();
      await sessions.add('short', new Date(clock.now().getTime() + 1000));
      await sessions.add('long', new Date(clock.now().getTime() + 60_000));
      clock.advance(2000);
      await sessions.add('another', new Date(clock.now().getTime() + 60_000));
      await expect(sessions.has('long')).resolves.toBe(true);
      await expect(sessions.has('another')).resolves.toBe(true);
    });
  });
}
