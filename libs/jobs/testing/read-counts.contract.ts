import { type ReadCounts, readsOfAll } from '@app/jobs';

let made = 0;

/** What every ReadCounts guarantees. `open` opens the same counts again, as another process would. */
export function describeReadCounts(name: string, open: () => ReadCounts): void {
  describe(`${name} is a ReadCounts`, () => {
    let month: string;
    beforeEach(() => {
      month = String(203_001 + made++);
    });
    const counts = async (of = month) => Object.fromEntries(await open().of(of));

    it('has counted nothing at first', async () => {
      expect(await counts()).toEqual({});
      expect(readsOfAll(await open().of(month))).toBe(0);
    });

    it('adds up by account and month', async () => {
      await open().add(month, '7', 100);
      await open().add(month, '8', 5);
      await open().add(month, '7', 1);
      expect(await counts()).toEqual({ '7': 101, '8': 5 });
      expect(readsOfAll(await open().of(month))).toBe(106);
      expect(await counts('203912')).toEqual({});
    });

    it('loses none of those that are added at once', async () => {
      await Promise.all(Array.from({ length: 6 }, () => open().add(month, '7', 10)));
      expect(await counts()).toEqual({ '7': 60 });
    });
  });
}
