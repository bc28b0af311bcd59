/** How many resources X has billed, by UTC month (`yyyymm`) and account. Rejects with `jobs.unavailable`. */
export abstract class ReadCounts {
  /** Adds to an account's count; several may add at once. */
  abstract add(month: string, accountId: string, reads: number): Promise<void>;

  /** The month's counts by account; of accounts that something was counted of. */
  abstract of(month: string): Promise<ReadonlyMap<string, number>>;
}

/** The month a time is in: `yyyymm`, UTC. */
export function readMonthOf(time: Date): string {
  return time.toISOString().slice(0, 7).replace('-', '');
}

export function readsOfAll(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, reads) => sum + reads, 0);
}
