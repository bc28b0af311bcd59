import { type DownloadTask } from '@app/domain';
import { type TaskList, type TaskQuery, type TaskStore, type TaskSummary } from '@app/jobs';

import { aDownloadTask } from './download-task.builder';

export interface TaskListUnderTest {
  /** The same list, and the store whose tasks it lists, as another process opens them. */
  open(): { list: TaskList; tasks: TaskStore };
}

let jobs = 0;
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
const failure = { code: 'export.unavailable', message: 'No.', at: at(50), attempt: 2 };
const delivered = { state: 'delivered', completedAt: at(59), itemCount: 7 } as const;

/** What every TaskList guarantees. */
export function describeTaskList(name: string, { open }: TaskListUnderTest): void {
  describe(`${name} is a TaskList`, () => {
    let jobId: string;
    beforeEach(() => {
      jobId = `job/list ${jobs++} #ä`;
    });
    const task = (more: Partial<DownloadTask> = {}) => aDownloadTask({ jobId, ...more });
    const receive = (more: Partial<DownloadTask> = {}) => open().tasks.receive(task(more));
    const find = (taskId = 'task') => open().list.find(jobId, taskId);
    const page = (more: Partial<TaskQuery> = {}) =>
      open().list.page({ jobIds: [jobId], limit: 50, ...more });
    const ids = (tasks: TaskSummary[]) => tasks.map(({ taskId }) => taskId);
    const handedBack = () => ({
      ...({ state: 'handed-back', completedAt: at(20), itemCount: 0 } as const),
      sealedSink: task().sealedSink,
    });
    const pagesOf = async (query: Partial<TaskQuery>) => {
      const pages: TaskSummary[][] = [];
      let continuation: string | undefined;
      do {
        const next = await page({ ...query, continuation });
        pages.push(next.tasks);
        continuation = next.continuation;
      } while (continuation !== undefined);
      return pages;
    };

    it('has nothing of jobs without tasks', async () => {
      expect(await page()).toEqual({ tasks: [] });
      expect(await page({ jobIds: [] })).toEqual({ tasks: [] });
      expect(await find()).toBeUndefined();
    });

    it('shows a task as it was received, without its container', async () => {
      await receive({ dirtyEntities: ['1', '2'] });
      const { schemaVersion: _, sealedSink: __, ...outline } = task();
      const summary = { ...outline, dirtyEntities: 2 };
      expect(await find()).toEqual(summary);
      expect(await page()).toEqual({ tasks: [summary] });
    });

    it('shows how a task ended', async () => {
      await receive();
      await open().tasks.finish(jobId, 'task', delivered);
      expect(await find()).toMatchObject(delivered);
      expect((await page()).tasks).toMatchObject([delivered]);
    });

    it('knows which task was delivered last, whenever it was received', async () => {
      const other = `${jobId}0`;
      const last = (jobIds: string[]) => open().list.lastDelivery(jobIds);
      expect(await last([])).toBeUndefined();
      expect(await last([jobId, other])).toBeUndefined();
      const ended = { early: 10, late: 30, between: 20 };
      for (const taskId of Object.keys(ended)) await receive({ taskId });
      await receive({ taskId: 'waits', receivedAt: at(40) });
      await receive({ taskId: 'handed back', receivedAt: at(41) });
      await open().tasks.finish(jobId, 'handed back', { ...handedBack(), completedAt: at(42) });
      const finishing = Object.entries(ended).map(([taskId, second]) =>
        open().tasks.finish(jobId, taskId, { ...delivered, completedAt: at(second) }),
      );
      await Promise.all(finishing);
      const late = { jobId, taskId: 'late', completedAt: at(30), itemCount: 7 };
      expect(await last([other, jobId, jobId])).toEqual(late);
      await receive({ jobId: other });
      await open().tasks.finish(other, 'task', { ...delivered, completedAt: at(31) });
      expect(await last([jobId, other])).toMatchObject({ jobId: other, taskId: 'task' });
      expect(await last([jobId])).toEqual(late);
      const tasks = await Array.fromAsync(open().tasks.list(jobId));
      expect([tasks.length, (await page()).tasks.length]).toEqual([5, 5]);
    });

    it('lists the task received last first, page by page and over jobs', async () => {
      const other = `${jobId}0`;
      const received = Array.from({ length: 11 }, (_, i) => ({
        ...{ taskId: `task/${i}'`, receivedAt: at(i) },
        ...(i % 3 === 0 && { jobId: other }),
      }));
      for (const each of received.toReversed()) await receive(each);
      const newestFirst = received.map(({ taskId }) => taskId).reverse();
      const pages = await pagesOf({ jobIds: [other, jobId, other], limit: 4 });
      expect(pages.map(({ length }) => length)).toEqual([4, 4, 3]);
      expect(ids(pages.flat())).toEqual(newestFirst);
      expect(ids((await page({ jobIds: [other] })).tasks)).toEqual(
        newestFirst.filter((_, i) => (10 - i) % 3 === 0),
      );
      expect(await pagesOf({ jobIds: [jobId, other], limit: 11 })).toHaveLength(1);
    });

    it('lists every task of one millisecond once', async () => {
      const other = `${jobId}0`;
      const taskIds = ['a', 'b', 'c'];
      for (const taskId of taskIds) {
        await receive({ taskId });
        await receive({ taskId, jobId: other });
      }
      for (const limit of [1, 2, 5]) {
        const all = (await pagesOf({ jobIds: [jobId, other], limit })).flat();
        const keys = all.map((each) => `${each.jobId} ${each.taskId}`);
        expect(keys.sort()).toEqual(
          [jobId, other].flatMap((of) => taskIds.map((taskId) => `${of} ${taskId}`)).sort(),
        );
      }
    });

    it('lists the tasks of one state', async () => {
      for (let i = 0; i < 9; i++) {
        await receive({ taskId: `${i}`, receivedAt: at(i) });
        if (i % 3 === 1) await open().tasks.finish(jobId, `${i}`, delivered);
        if (i % 3 === 2) await open().tasks.finish(jobId, `${i}`, handedBack());
      }
      const waiting = await pagesOf({ state: 'waiting', limit: 2 });
      expect(waiting.map(ids)).toEqual([['6', '3'], ['0']]);
      expect(ids((await page({ state: 'delivered' })).tasks)).toEqual(['7', '4', '1']);
      expect(ids((await page({ state: 'handed-back' })).tasks)).toEqual(['8', '5', '2']);
      const unfinished = await pagesOf({ state: 'unfinished', limit: 4 });
      expect(unfinished.map(ids)).toEqual([
        ['8', '6', '5', '3'],
        ['2', '0'],
      ]);
      await receive({ taskId: '8', receivedAt: at(10) });
      await open().tasks.finish(jobId, '8', delivered);
      await open().list.noteFailure(task({ taskId: '6', receivedAt: at(6) }), failure);
      const left = (await page({ state: 'unfinished' })).tasks;
      expect(ids(left)).toEqual(['6', '5', '3', '2', '0']);
      expect(left[0]).toMatchObject({ state: 'waiting', lastError: failure });
    });

    it('lists a task once that comes again, and on top when it begins anew', async () => {
      await receive({ receivedAt: at(1) });
      await receive({ taskId: 'other', receivedAt: at(2) });
      await receive({ receivedAt: at(3) });
      expect(ids((await page()).tasks)).toEqual(['other', 'task']);
      await open().list.noteFailure(task({ receivedAt: at(1) }), failure);
      await open().tasks.finish(jobId, 'task', handedBack());
      const again = task({ receivedAt: at(30) });
      await Promise.all([receive(again), receive(again), receive(again)]);
      expect(ids((await page()).tasks)).toEqual(['task', 'other']);
      const anew = (await page()).tasks[0];
      expect(anew).toMatchObject({ state: 'waiting', receivedAt: at(30) });
      expect(Object.keys(anew ?? {})).not.toContain('lastError');
      expect(anew).toEqual(await find());
    });

    it('shows how far a worker has come, until it fails or ends', async () => {
      await receive();
      await open().list.noteProgress(task(), { delivered: 5, at: at(10) });
      await open().list.noteProgress(task(), { delivered: 9, at: at(11) });
      expect(await find()).toMatchObject({ progress: { delivered: 9, at: at(11) } });
      await open().list.noteFailure(task(), failure);
      expect(await find()).not.toHaveProperty('progress');
      await open().list.noteProgress(task(), { delivered: 1, at: at(51) });
      const both = { progress: { delivered: 1, at: at(51) }, lastError: failure };
      expect(await find()).toMatchObject(both);
      await receive({ sealedSink: 'fresh' });
      expect((await page()).tasks).toMatchObject([both]);
      await open().tasks.finish(jobId, 'task', delivered);
      expect(await find()).not.toHaveProperty('progress');
      expect(await find()).toMatchObject({ ...delivered, lastError: failure });
    });

    it('notes nothing of a try that is over, and nothing of a task it has not', async () => {
      await receive({ receivedAt: at(1) });
      await open().tasks.finish(jobId, 'task', handedBack());
      await receive({ receivedAt: at(30) });
      await open().list.noteFailure(task({ receivedAt: at(1) }), failure);
      await open().list.noteProgress(task({ taskId: 'none' }), { delivered: 1, at: at(2) });
      expect(await find()).not.toHaveProperty('lastError');
      expect((await page()).tasks).toHaveLength(1);
    });

    it('shows what a task waits for, until something is done after it', async () => {
      await receive();
      const wait = { until: at(20), items: 7 };
      await open().list.noteWait(task(), wait);
      expect(await find()).toMatchObject({ wait });
      await open().list.noteFailure(task(), { ...failure, at: at(19) });
      expect(await find()).toMatchObject({ wait });
      await open().list.noteProgress(task(), { delivered: 1, at: at(20) });
      expect(await find()).not.toHaveProperty('wait');
      await open().list.noteWait(task(), { ...wait, until: at(40) });
      await open().tasks.finish(jobId, 'task', delivered);
      expect(await find()).not.toHaveProperty('wait');
    });

    it.each(['', 'nonsense', 'WzEsMl0'])(
      'goes on from no place it never named: %j',
      async (text) => {
        await expect(page({ continuation: text })).rejects.toMatchObject({
          code: 'jobs.bad_continuation',
        });
      },
    );
  });
}
