import { type Clock } from '@app/domain';
import { type Lease, type LeaseStore } from '@app/jobs';
import { CrashPoint } from '@testing/domain';

/** Leases in memory. `clock` is that of whoever keeps them, whatever the time of those who ask. */
export class FakeLeaseStore implements LeaseStore {
  private readonly leases = new Map<string, { until: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly crash = new CrashPoint(),
  ) {}

  async acquire(name: string, _owner: string, ttlSeconds: number): Promise<Lease | undefined> {
    await Promise.resolve();
    this.crash.read();
    const now = () => this.clock.now().getTime();
    if ((this.leases.get(name)?.until ?? 0) > now()) return undefined;
    const held = { until: now() + ttlSeconds * 1000 };
    this.crash.write(() => this.leases.set(name, held));
    return this.lease(name, held, () => (held.until = now() + ttlSeconds * 1000));
  }

  private lease(name: string, held: { until: number }, extend: () => void): Lease {
    const isMine = () => this.leases.get(name) === held;
    return {
      renew: async () => {
        await Promise.resolve();
        if (isMine()) this.crash.write(extend);
        return isMine();
      },
      release: async () => {
        await Promise.resolve();
        if (isMine()) this.crash.write(() => this.leases.delete(name));
      },
    };
  }
}
