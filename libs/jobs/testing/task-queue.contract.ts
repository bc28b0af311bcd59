import { type TakenTask, type TaskQueue } from '@app/jobs';

export interface TaskQueueUnderTest {
  /** A queue that is empty. */
  make(): Promise<TaskQueue>;
  /** Lets so many seconds go by, and a little more. */
  pass(seconds: number): Promise<void>;
}

const message = (taskId: string) => ({ schemaVersion: 1, jobId: 'job "<&ä', taskId }) as const;
const LONG = 600;

/** What every TaskQueue guarantees. */
export function describeTaskQueue(name: string, { make, pass }: TaskQueueUnderTest): void {
  describe(`${name} is a TaskQueue`, () => {
    let queue: TaskQueue;
    beforeEach(async () => {
      queue = await make();
    });
    const take = async (hideSeconds = LONG): Promise<TakenTask> => {
      const taken = await queue.take(hideSeconds);
      if (!taken) throw new Error('the queue gives nothing');
      return taken;
    };
    const lost = { code: 'jobs.conflict' };

    it('is empty at first', async () => {
      expect(await queue.take(LONG)).toBeUndefined();
      expect(await queue.depth()).toEqual({ waiting: 0, poisoned: 0 });
    });

    it('gives a message that was sent, to one taker', async () => {
      await queue.send(message('one'));
      const taken = await take();
      expect(taken).toMatchObject({ message: message('one'), deliveryCount: 1 });
      expect(await queue.take(LONG)).toBeUndefined();
      expect(await queue.depth()).toEqual({ waiting: 1, poisoned: 0 });
    });

    it('gives each message to one of many takers', async () => {
      const ids = ['1', '2', '3', '4', '5'];
      await Promise.all(ids.map((id) => queue.send(message(id))));
      const taken = await Promise.all([...ids, 'none'].map(() => queue.take(LONG)));
      const given = taken.flatMap((each) => each?.message.taskId ?? []);
      expect(given.sort()).toEqual(ids);
    });

    it('gives nothing more of a message that was removed', async () => {
      await queue.send(message('one'));
      const taken = await take(1);
      await taken.remove();
      await pass(1);
      expect(await queue.take(LONG)).toBeUndefined();
      expect(await queue.depth()).toEqual({ waiting: 0, poisoned: 0 });
      await expect(taken.remove()).rejects.toMatchObject(lost);
    });

    it('gives a message again when its time is over, counting', async () => {
      await queue.send(message('one'));
      await take(1);
      await pass(1);
      expect(await take()).toMatchObject({ message: message('one'), deliveryCount: 2 });
    });

    it('hides a message for as long as it is extended', async () => {
      await queue.send(message('one'));
      const taken = await take(1);
      await taken.extend(LONG);
      await taken.extend(LONG);
      await pass(1);
      expect(await queue.take(LONG)).toBeUndefined();
      await taken.remove();
      expect(await queue.depth()).toEqual({ waiting: 0, poisoned: 0 });
    });

    it('gives a message again after the delay it was released with', async () => {
      await queue.send(message('one'));
      await (await take()).release(0);
      await (await take()).release(2);
      expect(await queue.take(LONG)).toBeUndefined();
      await pass(2);
      expect(await take()).toMatchObject({ message: message('one'), deliveryCount: 3 });
    });

    it('gives a message that was postponed after its delay, as if it were the first time', async () => {
      await queue.send(message('one'));
      await (await take()).release(0);
      await (await take()).postpone(2);
      expect(await queue.take(LONG)).toBeUndefined();
      expect(await queue.depth()).toEqual({ waiting: 1, poisoned: 0 });
      await pass(2);
      expect(await take()).toMatchObject({ message: message('one'), deliveryCount: 1 });
    });

    it('lets nobody change a message that another has taken meanwhile', async () => {
      await queue.send(message('one'));
      const slow = await take(1);
      await pass(1);
      const quick = await take();
      await expect(slow.extend(1)).rejects.toMatchObject(lost);
      await expect(slow.release(0)).rejects.toMatchObject(lost);
      await expect(slow.postpone(0)).rejects.toMatchObject(lost);
      await expect(slow.poison('slow')).rejects.toMatchObject(lost);
      await expect(slow.remove()).rejects.toMatchObject(lost);
      expect(await queue.take(LONG)).toBeUndefined();
      expect(await queue.depth()).toEqual({ waiting: 1, poisoned: 0 });
      await quick.remove();
      expect(await queue.depth()).toEqual({ waiting: 0, poisoned: 0 });
    });

    it('puts a poisonous message aside', async () => {
      await queue.send(message('one'));
      await (await take(1)).poison('taken too often');
      await pass(1);
      expect(await queue.take(LONG)).toBeUndefined();
      expect(await queue.depth()).toEqual({ waiting: 0, poisoned: 1 });
    });
  });
}
