import { optionalStreams } from '@app/domain';
import { type StreamChoices } from '@app/jobs';

let made = 0;

/** What every StreamChoices guarantees. `open` opens the same store again, as another process would. */
export function describeStreamChoices(name: string, open: () => StreamChoices): void {
  describe(`${name} keeps StreamChoices`, () => {
    const at = new Date('2026-01-02T03:04:05.678Z');
    const later = new Date('2026-01-02T03:04:05.679Z');
    const anAccount = () => String(++made);

    it('has nothing on before somebody has switched it on', async () => {
      const account = anAccount();
      expect(await open().of(account)).toEqual([]);
      expect(await open().chosen(account)).toEqual([]);
    });

    it('keeps each account’s streams, in their own order and each once', async () => {
      const [one, other] = [anAccount(), anAccount()];
      await Promise.all([
        open().set(one, ['likes', 'mentions', 'likes'], at),
        open().set(other, [...optionalStreams].reverse(), at),
      ]);
      expect(await open().of(one)).toEqual(['mentions', 'likes']);
      expect(await open().of(other)).toEqual(optionalStreams);
    });

    it('keeps since when a stream is on, until it is switched off', async () => {
      const account = anAccount();
      await open().set(account, ['messages'], at);
      await open().set(account, ['messages', 'quotes'], later);
      expect(await open().chosen(account)).toEqual([
        { stream: 'quotes', since: later },
        { stream: 'messages', since: at },
      ]);
      await open().set(account, [], later);
      expect(await open().chosen(account)).toEqual([]);
      await open().set(account, ['messages'], later);
      expect(await open().chosen(account)).toEqual([{ stream: 'messages', since: later }]);
    });

    it('gives back those of every account at once', async () => {
      const [one, other, none] = [anAccount(), anAccount(), anAccount()];
      await open().set(one, ['mentions', 'likes'], at);
      await open().set(other, [], later);
      const all = await open().all();
      expect(all.get(one)).toEqual([
        { stream: 'mentions', since: at },
        { stream: 'likes', since: at },
      ]);
      expect(all.get(other)).toEqual([]);
      expect(all.has(none)).toBe(false);
    });

    it('tells what was on until now', async () => {
      const account = anAccount();
      expect(await open().set(account, ['profile', 'quotes'], at)).toEqual([]);
      expect(await open().set(account, ['likes'], at)).toEqual(['quotes', 'profile']);
      expect(await open().set(account, [], at)).toEqual(['likes']);
    });

    it('lets one caller after the other set them', async () => {
      const account = anAccount();
      const wanted = [['mentions'], ['quotes'], ['messages'], ['likes']] as const;
      const before = await Promise.all(wanted.map((streams) => open().set(account, streams, at)));
      const seen = [...before, await open().of(account)].map(String);
      expect(seen.sort()).toEqual(['', 'likes', 'mentions', 'messages', 'quotes']);
    });
  });
}
