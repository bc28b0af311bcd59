import { type ParkedItem, type ParkedItems } from '@app/jobs';

let jobs = 0;

export interface ParkedItemsUnderTest {
  /** The same items, as another process opens them. */
  open(): ParkedItems;
}

/** What every ParkedItems guarantees. */
export function describeParkedItems(name: string, { open }: ParkedItemsUnderTest): void {
  describe(`${name} is a ParkedItems`, () => {
    let jobId: string;
    beforeEach(() => {
      jobId = `job/${String(jobs++).padStart(4, '0')} #ä`;
    });
    const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
    const item = (more: Partial<ParkedItem> = {}): ParkedItem => ({
      ...{ jobId, accountId: '7', itemId: '1895000000000000000', taskId: 'task' },
      ...{ reason: 'unreadable', parkedAt: at(0) },
      ...more,
    });
    const find = (itemId = item().itemId, of = jobId) => open().find(of, itemId);
    const ofJob = (items: ParkedItem[]) => items.filter((each) => each.jobId.startsWith(jobId));

    it('knows nothing of a post that was never parked', async () => {
      expect(await find()).toBeUndefined();
      expect(await open().idsOf(jobId)).toEqual([]);
      await open().clear(jobId, item().itemId);
      await open().noteRetry(jobId, item().itemId, at(1));
      expect(await find()).toBeUndefined();
    });

    it('keeps an item until it is cleared, however often it is parked', async () => {
      const before = await open().count();
      for (let times = 0; times < 3; times++) await open().park(item());
      expect(await find()).toEqual(item());
      expect(await open().count()).toBe(before + 1);
      expect(await open().idsOf(jobId)).toEqual([item().itemId]);
      for (let times = 0; times < 2; times++) await open().clear(jobId, item().itemId);
      expect(await find()).toBeUndefined();
      expect(await open().count()).toBe(before);
    });

    it('tells why it was parked last, and since when', async () => {
      await open().park(item());
      const again = item({ taskId: 'later', reason: 'corrupt', parkedAt: at(9) });
      await open().park(again);
      expect(await find()).toEqual({ ...again, parkedAt: at(0) });
    });

    it('knows that the service was told, until a task brings it up again', async () => {
      await open().park(item());
      const told = item({ retryRequestedAt: at(5) });
      await open().noteRetry(jobId, told.itemId, at(5));
      expect(await find()).toEqual(told);
      await open().park(item({ parkedAt: at(6) }));
      expect(await find()).toEqual(told);
      await open().park(item({ taskId: 'asked again', parkedAt: at(7) }));
      expect(await find()).toEqual(item({ taskId: 'asked again' }));
    });

    it('loses nothing when several work on one item at once', async () => {
      await open().park(item());
      const parks = [1, 2, 3].map((second) => open().park(item({ parkedAt: at(second) })));
      await Promise.all([...parks, open().noteRetry(jobId, item().itemId, at(5))]);
      expect(await find()).toEqual(item({ retryRequestedAt: at(5) }));
    });

    it('lists the items of all jobs page by page, by job and post', async () => {
      const ids = [
        '9',
        '10',
        '1895000000000000000',
        '1895000000000000001',
        'deletion-9',
        'like-7-9',
      ];
      const items = [jobId, `${jobId}0`].flatMap((of) =>
        ids.map((itemId) => item({ jobId: of, itemId })),
      );
      for (const each of items.toReversed()) await open().park(each);
      const listed: ParkedItem[] = [];
      const sizes: number[] = [];
      let continuation: string | undefined;
      do {
        const page = await open().page({ limit: 3, continuation });
        sizes.push(page.items.length);
        listed.push(...page.items);
        continuation = page.continuation;
      } while (continuation !== undefined);
      expect(ofJob(listed)).toEqual(items);
      expect(listed).toHaveLength(await open().count());
      expect(new Set(sizes.slice(0, -1))).toEqual(new Set([3]));
      expect((await open().page({ limit: 1000 })).continuation).toBeUndefined();
      expect((await open().idsOf(jobId)).sort()).toEqual(ids.toSorted());
    });

    it('leaves out the items of jobs that are not wanted', async () => {
      // Whole pages of them come before and after those that are wanted.
      const [before, gone] = [await open().count(), [`!${jobId}`, `${jobId}0`]];
      for (const itemId of ['1', '2', '3', '4']) {
        for (const each of gone) await open().park(item({ itemId, jobId: each }));
      }
      for (const itemId of ['1', '2', '3']) await open().park(item({ itemId }));
      const without = new Set(gone);
      expect(await open().count({ without })).toBe(before + 3);
      const listed: ParkedItem[] = [];
      let continuation: string | undefined;
      do {
        const page = await open().page({ limit: 2, continuation, without });
        listed.push(...page.items);
        continuation = page.continuation;
      } while (continuation !== undefined);
      expect(listed).toHaveLength(before + 3);
      expect(ofJob(listed)).toEqual(['1', '2', '3'].map((itemId) => item({ itemId })));
    });

    it('keeps jobs apart', async () => {
      await open().park(item());
      await open().clear(`${jobId}0`, item().itemId);
      expect(await find(item().itemId, `${jobId}0`)).toBeUndefined();
      expect(await find()).toEqual(item());
    });

    it.each(['', 'nonsense', 'eyJ9'])('goes on from no place it never named: %j', async (text) => {
      await expect(open().page({ limit: 1, continuation: text })).rejects.toMatchObject({
        code: 'jobs.bad_continuation',
      });
    });
  });
}
