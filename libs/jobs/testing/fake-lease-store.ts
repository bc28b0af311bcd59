import { type Clock } from '@app/domain';
import { type Lease, type LeaseStore } from '@app/jobs';

/** Leases in memory, with the clock's time. */
export class FakeLeaseStore implements LeaseStore {
  private readonly leases = new Map<string, { until: number }>();

  constructor(private readonly clock: Clock) {}

  acquire(name: string, _owner: string, ttlSeconds: number): Promise<Lease | undefined> {
    const now = () => this.clock.now().getTime();
    if ((this.leases.get(name)?.until ?? 0) > now()) return Promise.resolve(undefined);
    const held = { until: now() + ttlSeconds * 1000 };
    this.leases.set(name, held);
    const isMine = () => this.leases.get(name) === held;
    return Promise.resolve({
      renew: () => {
        if (isMine()) held.until = now() + ttlSeconds * 1000;
        return Promise.resolve(isMine());
      },
      release: () => {
        if (isMine()) this.leases.delete(name);
        return Promise.resolve();
      },
    });
  }
}
