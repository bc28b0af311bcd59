import { type Lease, type LeaseStore } from '@app/jobs';

/** Storage may tell its time in whole seconds. */
const OVER_AFTER = 1;
const HOUR_MS = 3600_000;
let names = 0;

interface Leases {
  /** The same store again, as a process would whose clock is so much ahead of the others'. */
  open: (aheadMs?: number) => LeaseStore;
  /** Lets time pass where the leases are kept. */
  pass: (seconds: number) => Promise<void>;
}

/** What every LeaseStore guarantees. */
export function describeLeaseStore(storeName: string, { open, pass }: Leases): void {
  describe(`${storeName} is a LeaseStore`, () => {
    let name: string;
    beforeEach(() => {
      name = `capture/${names++} #ä`;
    });
    const acquire = (owner: string, seconds = 60) => open().acquire(name, owner, seconds);
    const held = (lease: Lease | undefined): Lease => {
      if (!lease) throw new Error('somebody else has the lease');
      return lease;
    };
    const hold = async (owner: string, seconds?: number) => held(await acquire(owner, seconds));
    const untilOver = (seconds: number) => pass(seconds + OVER_AFTER);

    it('gives a lease to one owner at a time', async () => {
      const lease = await hold('one');
      expect(await acquire('two')).toBeUndefined();
      expect(await lease.renew()).toBe(true);
      expect(await acquire('two')).toBeUndefined();
    });

    it('gives a lease to one of many who ask at once', async () => {
      const asked = ['one', 'two', 'three', 'four', 'five', 'six'].map((each) => acquire(each));
      const got = (await Promise.all(asked)).filter((lease) => lease !== undefined);
      expect(got).toHaveLength(1);
    });

    it('gives a lease to the next as soon as it is released', async () => {
      await (await hold('one')).release();
      await (await hold('two')).release();
      expect(await acquire('one')).toBeDefined();
    });

    it('gives a lease to another when its time is over, and the first has lost it', async () => {
      const first = await hold('one', 1);
      await untilOver(1);
      const second = await hold('two');
      expect(await first.renew()).toBe(false);
      await first.release();
      expect(await acquire('three')).toBeUndefined();
      expect(await second.renew()).toBe(true);
    });

    it('gives a lease whose time is over to one of many who ask at once', async () => {
      await hold('one', 1);
      await untilOver(1);
      const asked = ['two', 'three', 'four', 'five'].map((each) => acquire(each));
      const got = (await Promise.all(asked)).filter((lease) => lease !== undefined);
      expect(got).toHaveLength(1);
    });

    it('is held for its whole time again once it is renewed', async () => {
      const lease = await hold('one', 5);
      await untilOver(5);
      expect(await lease.renew()).toBe(true);
      expect(await acquire('two')).toBeUndefined();
    });

    it.each([
      ['ahead', HOUR_MS],
      ['behind', -HOUR_MS],
    ])('is as long for a process whose clock is an hour %s', async (_, aheadMs) => {
      const lease = held(await open(aheadMs).acquire(name, 'one', 60));
      expect(await acquire('two')).toBeUndefined();
      expect(await lease.renew()).toBe(true);
      expect(await acquire('two')).toBeUndefined();
      await lease.release();
      await hold('two');
      expect(await open(aheadMs).acquire(name, 'one', 60)).toBeUndefined();

      name += ' short';
      held(await open(aheadMs).acquire(name, 'one', 1));
      await untilOver(1);
      expect(await acquire('two', 1)).toBeDefined();
      await untilOver(1);
      expect(await open(aheadMs).acquire(name, 'one', 60)).toBeDefined();
    });

    it('is not renewed once it is released', async () => {
      const lease = await hold('one');
      await lease.release();
      expect(await lease.renew()).toBe(false);
      await hold('two');
      await lease.release();
      expect(await acquire('three')).toBeUndefined();
    });

    it('has nothing to do with leases of other names', async () => {
      await hold('one');
      expect(await open().acquire(`${name}0`, 'one', 60)).toBeDefined();
    });
  });
}
