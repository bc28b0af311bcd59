import { type Lease, type LeaseStore } from '@app/jobs';
import { type FakeClock } from '@testing/domain';

let names = 0;

/** What every LeaseStore guarantees. `open` opens the same store again, as another process would; all go by `clock`. */
export function describeLeaseStore(
  storeName: string,
  { clock, open }: { clock: FakeClock; open: () => LeaseStore },
): void {
  describe(`${storeName} is a LeaseStore`, () => {
    let name: string;
    beforeEach(() => {
      name = `capture/${names++} #ä`;
    });
    const acquire = (owner: string) => open().acquire(name, owner, 60);
    const hold = async (owner: string): Promise<Lease> => {
      const lease = await acquire(owner);
      if (!lease) throw new Error(`${owner} does not get the lease`);
      return lease;
    };
    const pass = (seconds: number) => clock.advance(seconds * 1000);

    it('gives a lease to one owner at a time', async () => {
      await hold('one');
      expect(await acquire('two')).toBeUndefined();
      pass(59);
      expect(await acquire('two')).toBeUndefined();
    });

    it('gives a lease to one of many who ask at once', async () => {
      const asked = ['one', 'two', 'three', 'four', 'five', 'six'].map(acquire);
      const got = (await Promise.all(asked)).filter((lease) => lease !== undefined);
      expect(got).toHaveLength(1);
    });

    it('gives a lease to the next as soon as it is released', async () => {
      await (await hold('one')).release();
      await (await hold('two')).release();
      expect(await acquire('one')).toBeDefined();
    });

    it('gives a lease to another when its time is over, and the first has lost it', async () => {
      const first = await hold('one');
      pass(60);
      const second = await hold('two');
      expect(await first.renew()).toBe(false);
      await first.release();
      expect(await acquire('three')).toBeUndefined();
      expect(await second.renew()).toBe(true);
    });

    it('gives a lease whose time is over to one of many who ask at once', async () => {
      await hold('one');
      pass(60);
      const got = (await Promise.all(['two', 'three', 'four', 'five'].map(acquire))).filter(
        (lease) => lease !== undefined,
      );
      expect(got).toHaveLength(1);
    });

    it('is held for its whole time again once it is renewed', async () => {
      const lease = await hold('one');
      for (let i = 0; i < 3; i++) {
        pass(40);
        expect(await lease.renew()).toBe(true);
        expect(await acquire('two')).toBeUndefined();
      }
      pass(60);
      expect(await acquire('two')).toBeDefined();
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
