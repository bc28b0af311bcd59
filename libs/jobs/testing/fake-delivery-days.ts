import { type DeliveryDay, type DeliveryDays } from '@app/jobs';
import { CrashPoint } from '@testing/domain';

/** Days in memory. */
export class FakeDeliveryDays implements DeliveryDays {
  private readonly jobs = new Map<string, Map<string, DeliveryDay>>();

  constructor(private readonly crash = new CrashPoint()) {}

  async from(jobId: string, day: string): Promise<DeliveryDay[]> {
    await Promise.resolve();
    this.crash.read();
    const known = [...(this.jobs.get(jobId)?.values() ?? [])];
    return known.filter((each) => each.day >= day).sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  async change(
    jobId: string,
    day: string,
    next: (known: DeliveryDay) => DeliveryDay | undefined,
  ): Promise<DeliveryDay | undefined> {
    await Promise.resolve();
    this.crash.read();
    const days = this.jobs.get(jobId) ?? new Map<string, DeliveryDay>();
    const known = days.get(day) ?? { day, taken: new Map() };
    const changed = next(known);
    if (changed && changed !== known) {
      this.crash.write(() => this.jobs.set(jobId, days.set(day, changed)));
    }
    return changed;
  }
}
