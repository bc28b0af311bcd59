import { type ReadCounts } from '@app/jobs';
import { CrashPoint } from '@testing/domain';

/** Counts in memory. */
export class FakeReadCounts implements ReadCounts {
  private readonly months = new Map<string, Map<string, number>>();

  constructor(private readonly crash = new CrashPoint()) {}

  async add(month: string, accountId: string, reads: number): Promise<void> {
    await Promise.resolve();
    const counts = this.months.get(month) ?? new Map<string, number>();
    this.crash.write(() =>
      this.months.set(month, counts.set(accountId, reads + (counts.get(accountId) ?? 0))),
    );
  }

  async of(month: string): Promise<ReadonlyMap<string, number>> {
    await Promise.resolve();
    this.crash.read();
    return new Map(this.months.get(month));
  }
}
