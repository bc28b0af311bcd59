import { type NoticeBook } from '@app/archive';

const early = new Date('2026-01-01T00:00:00.123Z');
const late = new Date('2026-01-02T00:00:00.000Z');

let accounts = 9000;

/** What every NoticeBook guarantees. `open` opens the same book again, as another process would. */
export function describeNoticeBook(name: string, open: () => NoticeBook): void {
  describe(`${name} is a NoticeBook`, () => {
    let accountId: string;
    beforeEach(() => (accountId = String(accounts++)));
    const notice = async (ids: string[], at: Date, of = accountId) =>
      Object.fromEntries(await open().noticeLikes(of, ids, at));

    it('knows when each was noticed first', async () => {
      expect(await notice(['1', '2'], early)).toEqual({ 1: early, 2: early });
      expect(await notice(['2', '3', '2'], late)).toEqual({ 2: early, 3: late });
      expect(await notice([], late)).toEqual({});
    });

    it('keeps a hundred at once', async () => {
      const ids = Array.from({ length: 100 }, (_, i) => String(10n ** 18n + BigInt(i)));
      await notice(ids, early);
      expect(Object.values(await notice(ids, late))).toEqual(ids.map(() => early));
    });

    it('tells all that notice at once the same time', async () => {
      const times = [early, late, new Date(0), new Date(1)];
      const told = await Promise.all(times.map((at) => notice(['1'], at)));
      expect(new Set(told.map((each) => each['1']?.getTime())).size).toBe(1);
    });

    it('keeps accounts apart', async () => {
      await notice(['1'], early, `${accountId}0`);
      expect(await notice(['1'], late)).toEqual({ 1: late });
    });
  });
}
