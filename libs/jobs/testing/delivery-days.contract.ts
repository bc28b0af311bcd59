import { type DeliveryDay, type DeliveryDays, itemsPut, itemsTaken } from '@app/jobs';

let made = 0;

/** What every DeliveryDays guarantees. `open` opens the same days again, as another process would. */
export function describeDeliveryDays(name: string, open: () => DeliveryDays): void {
  describe(`${name} is a DeliveryDays`, () => {
    const day = '2026-01-02';
    let jobId: string;
    beforeEach(() => {
      jobId = `job/days ${made++} #ä`;
    });
    const taking =
      (taskId: string, items: number) =>
      (known: DeliveryDay): DeliveryDay => ({
        day,
        taken: new Map(known.taken).set(taskId, items),
      });
    const take = (taskId: string, items: number) =>
      open().change(jobId, day, taking(taskId, items));
    const taken = async () => (await open().from(jobId, day)).map((each) => [...each.taken]);

    it('has no day of which nothing is taken', async () => {
      expect(await open().from(jobId, '2026-01-01')).toEqual([]);
    });

    it('keeps what each task takes of a day, each once', async () => {
      await take('task/1 "ä', 3);
      await take('2', 4);
      await take('task/1 "ä', 5);
      const taken = new Map([
        ['task/1 "ä', 5],
        ['2', 4],
      ]);
      expect(await open().from(jobId, day)).toEqual([{ day, taken }]);
      expect(itemsTaken({ day, taken })).toBe(9);
    });

    it('keeps what each may have put into a container, if that is not all that it takes', async () => {
      const [all, put] = [
        new Map([['a "ä', 3] as const, ['b', 4], ['c', 5]]),
        new Map([
          ['b', 0],
          ['c', 15],
        ]),
      ];
      await open().change(jobId, day, () => ({ day, taken: all, put }));
      const [known] = await open().from(jobId, day);
      expect(known).toEqual({ day, taken: all, put });
      expect(known && [...all.keys()].map((id) => itemsPut(known, id))).toEqual([3, 0, 15]);
      expect(known && itemsPut(known, 'another')).toBe(0);
      await open().change(jobId, day, () => ({ day, taken: all }));
      expect(await open().from(jobId, day)).toEqual([{ day, taken: all }]);
    });

    it('has days in order, from one on', async () => {
      for (const each of ['2026-01-03', '2026-01-01', '2026-01-02', '2025-12-31']) {
        await open().change(jobId, each, () => ({ day: each, taken: new Map([['1', 1]]) }));
      }
      const days = (await open().from(jobId, '2026-01-01')).map((each) => each.day);
      expect(days).toEqual(['2026-01-01', '2026-01-02', '2026-01-03']);
    });

    it('keeps jobs apart', async () => {
      await take('1', 3);
      expect(await open().from(`${jobId}0`, day)).toEqual([]);
    });

    it('leaves a day as it is when there is nothing to change', async () => {
      await take('1', 3);
      expect(await open().change(jobId, day, () => undefined)).toBeUndefined();
      expect(await open().change(jobId, day, (known) => known)).toMatchObject({ day });
      expect(await taken()).toEqual([[['1', 3]]]);
    });

    it('counts every one of several that take at once', async () => {
      const ids = ['1', '2', '3', '4', '5'];
      await Promise.all(ids.map((id) => take(id, 10)));
      expect((await taken()).flat().sort()).toEqual(ids.map((id) => [id, 10]));
    });

    it('keeps a day with thousands of tasks', async () => {
      const many = new Map(
        Array.from({ length: 5000 }, (_, i) => [`task-${i}`.padEnd(40, 'x'), i]),
      );
      const put = new Map([...many.keys()].map((taskId) => [taskId, 150_000]));
      await open().change(jobId, day, () => ({ day, taken: many, put }));
      expect(await open().from(jobId, day)).toEqual([{ day, taken: many, put }]);
    });
  });
}
