import { type DownloadTask } from '@app/domain';
import { type TaskStore } from '@app/jobs';

import { aDownloadTask } from './download-task.builder';

let jobs = 0;

/** What every TaskStore guarantees. `open` opens the same store again, as another process would. */
export function describeTaskStore(name: string, open: () => TaskStore): void {
  describe(`${name} is a TaskStore`, () => {
    let jobId: string;
    beforeEach(() => {
      jobId = `job/${jobs++} #ä`;
    });
    const task = (more: Partial<DownloadTask> = {}) => aDownloadTask({ jobId, ...more });
    const find = (taskId = 'task') => open().find(jobId, taskId);
    const completedAt = new Date('2026-01-01T00:00:00.123Z');
    const delivered = { state: 'delivered', completedAt, itemCount: 7 } as const;
    const handedBack = {
      state: 'handed-back',
      completedAt,
      itemCount: 0,
      sealedSink: task().sealedSink,
    } as const;

    it('knows nothing of a task never received', async () => {
      expect(await find()).toBeUndefined();
      expect(await Array.fromAsync(open().list(jobId))).toEqual([]);
      await expect(open().finish(jobId, 'task', delivered)).rejects.toMatchObject({
        code: 'jobs.unknown_task',
      });
    });

    it('keeps a task as it was received', async () => {
      expect(await open().receive(task())).toEqual(task());
      expect(await find()).toEqual(task());
    });

    it('keeps thousands of dirty entities', async () => {
      const dirtyEntities = Array.from({ length: 10_000 }, (_, i) => String(19e17 + i * 1000));
      await open().receive(task({ dirtyEntities }));
      expect((await find())?.dirtyEntities).toEqual(dirtyEntities);
    });

    it('keeps more dirty entities than a row takes, as long as it keeps the task', async () => {
      const dirtyEntities = Array.from({ length: 60_000 }, (_, i) => String(19e17 + i * 1000));
      await open().receive(task({ dirtyEntities }));
      expect(await find()).toEqual(task({ dirtyEntities }));
      await open().finish(jobId, 'task', handedBack);
      expect(await find()).toEqual(task({ ...handedBack, dirtyEntities }));
      await open().receive(task({ dirtyEntities: ['1'] }));
      await open().finish(jobId, 'task', delivered);
      expect(await find()).toEqual(task({ ...delivered, dirtyEntities: ['1'] }));
    });

    it.each([0, 1, 60_000])('lists a task with %i dirty entities without them', async (length) => {
      const dirtyEntities = Array.from({ length }, (_, i) => String(19e17 + i * 1000));
      await open().receive(task({ dirtyEntities }));
      const [listed] = await Array.fromAsync(open().list(jobId));
      expect(listed).toMatchObject({ taskId: 'task', isWithIds: length > 0 });
      expect(listed).not.toHaveProperty('dirtyEntities');
      expect(listed).not.toHaveProperty('sealedSink');
    });

    it('gives a task that waits the newer sink, and nothing else of what comes again', async () => {
      await open().receive(task());
      const again = task({ sealedSink: 'fresh', receivedAt: completedAt, dirtyEntities: ['1'] });
      expect(await open().receive(again)).toEqual(task({ sealedSink: 'fresh' }));
      expect(await find()).toEqual(task({ sealedSink: 'fresh' }));
    });

    it('leaves a delivered task as it is when it comes again', async () => {
      await open().receive(task());
      await open().finish(jobId, 'task', delivered);
      expect(await open().receive(task({ sealedSink: 'fresh' }))).toEqual(task(delivered));
      expect(await find()).toEqual(task(delivered));
    });

    it('lets a task that was handed back wait anew', async () => {
      await open().receive(task());
      await open().finish(jobId, 'task', handedBack);
      expect(await find()).toEqual(task(handedBack));
      const again = task({ sealedSink: 'fresh', receivedAt: completedAt });
      expect(await open().receive(again)).toEqual(again);
      expect(await find()).toEqual(again);
    });

    it('leaves a task waiting that was sent again before it was handed back', async () => {
      await open().receive(task());
      await open().receive(task({ sealedSink: 'fresh' }));
      await open().finish(jobId, 'task', handedBack);
      expect(await find()).toEqual(task({ sealedSink: 'fresh' }));
    });

    it('changes no task that is finished', async () => {
      await open().receive(task());
      await open().finish(jobId, 'task', delivered);
      await open().finish(jobId, 'task', handedBack);
      expect(await find()).toEqual(task(delivered));
    });

    it('keeps one task of several that are received at once', async () => {
      const sinks = ['one', 'two', 'three', 'four'];
      const received = await Promise.all(
        sinks.map((sealedSink) => open().receive(task({ sealedSink }))),
      );
      expect(received.map(({ sealedSink }) => sealedSink)).toEqual(sinks);
      expect(sinks).toContain((await find())?.sealedSink);
      expect(await Array.fromAsync(open().list(jobId))).toHaveLength(1);
    });

    it('loses no end of a task that comes again at the same moment', async () => {
      await open().receive(task());
      const again = [1, 2, 3].map((n) => open().receive(task({ sealedSink: `fresh ${n}` })));
      await Promise.all([...again, open().finish(jobId, 'task', delivered)]);
      expect(await find()).toMatchObject(delivered);
    });

    it("lists a job's own tasks", async () => {
      const ids = ['task', 'task/2', "task'3"];
      for (const taskId of ids) await open().receive(task({ taskId }));
      await open().receive(task({ jobId: `${jobId}0` }));
      const listed = await Array.fromAsync(open().list(jobId));
      expect(listed.map(({ taskId }) => taskId).sort()).toEqual(ids.toSorted());
    });
  });
}
