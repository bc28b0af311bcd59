import { AppError } from '@app/domain';
import { FakeClock } from '@testing/domain';
import { FakeLeaseStore } from '@testing/jobs';

import { ExclusiveWork } from './exclusive-work';

const LEASE_MS = 60_000;
const forever = new AbortController().signal;

/** Lets everything run that does not wait for the clock. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Work that goes on until it is told to end, and notices when it is aborted. */
class LongWork {
  signal: AbortSignal | undefined;
  end: () => void = () => undefined;

  readonly start = (signal: AbortSignal): Promise<{ done: boolean }> => {
    this.signal = signal;
    return new Promise((resolve, reject) => {
      this.end = () => resolve({ done: true });
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  };
}

function setUp() {
  const clock = new FakeClock();
  const leases = new FakeLeaseStore(clock);
  const work = new LongWork();
  const exclusive = new ExclusiveWork(leases, clock);
  const turn = { name: 'account 7', leaseSeconds: LEASE_MS / 1000, signal: forever };
  const isFree = async () => {
    const lease = await leases.acquire(turn.name, 'other', 1);
    await lease?.release();
    return lease !== undefined;
  };
  const pass = async (ms: number) => {
    clock.advance(ms);
    await settle();
  };
  return { clock, leases, work, exclusive, turn, isFree, pass };
}

describe('ExclusiveWork', () => {
  it('does the work, gives its result, and lets go', async () => {
    const { exclusive, turn, work, isFree } = setUp();
    const running = exclusive.run(turn, work.start);
    await settle();
    expect(await isFree()).toBe(false);
    work.end();
    expect(await running).toEqual({ done: true });
    expect(await isFree()).toBe(true);
  });

  it('does nothing while another is at it, under that name alone', async () => {
    const { exclusive, turn, work } = setUp();
    const running = exclusive.run(turn, work.start);
    const never = (): Promise<object> => Promise.reject(new Error('must not run'));
    expect(await exclusive.run(turn, never)).toBeUndefined();
    const other = { ...turn, name: 'account 8' };
    expect(await exclusive.run(other, () => Promise.resolve({ done: true }))).toBeDefined();
    work.end();
    await running;
  });

  it('lets go when the work fails', async () => {
    const { exclusive, turn, isFree } = setUp();
    const failing = exclusive.run(turn, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await isFree()).toBe(true);
  });

  it('holds on for as long as the work takes', async () => {
    const { exclusive, turn, work, isFree, pass } = setUp();
    let extended = 0;
    const alsoExtend = async () => {
      await Promise.resolve();
      extended += 1;
    };
    const running = exclusive.run({ ...turn, alsoExtend }, work.start);
    await settle();
    for (let thirds = 0; thirds < 12; thirds++) {
      await pass(LEASE_MS / 3);
      expect(await isFree()).toBe(false);
    }
    expect(extended).toBe(12);
    work.end();
    await running;
    await pass(LEASE_MS);
    expect(extended).toBe(12);
  });

  it('aborts the work when the lease is lost, and does not let go of what is another’s', async () => {
    const { clock, exclusive, turn, work, leases, isFree } = setUp();
    const running = exclusive.run(turn, work.start);
    await settle();
    clock.advance(LEASE_MS + 1);
    const others = leases.acquire(turn.name, 'other', 1000);
    await expect(running).rejects.toMatchObject({ code: 'jobs.conflict' });
    expect(await others).toBeDefined();
    expect(await isFree()).toBe(false);
  });

  it('aborts the work when what is held besides is lost', async () => {
    const { exclusive, turn, work, pass } = setUp();
    const lost = new AppError('jobs.unavailable', 'no');
    const running = exclusive.run({ ...turn, alsoExtend: () => Promise.reject(lost) }, work.start);
    void settle().then(() => pass(LEASE_MS / 3));
    await expect(running).rejects.toBe(lost);
    expect(work.signal?.reason).toBe(lost);
  });

  it('aborts the work when the process stops, and lets go', async () => {
    const { exclusive, turn, work, isFree } = setUp();
    const stop = new AbortController();
    const running = exclusive.run({ ...turn, signal: stop.signal }, work.start);
    await settle();
    const reason = new Error('stop');
    stop.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(await isFree()).toBe(true);
  });
});
