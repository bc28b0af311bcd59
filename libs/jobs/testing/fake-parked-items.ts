import {
  parkedAgain,
  type ParkedItem,
  type ParkedItems,
  type ParkedPage,
  type ParkedQuery,
  readContinuation,
  writeContinuation,
} from '@app/jobs';
import { CrashPoint } from '@testing/domain';

/** Parked items in memory. */
export class FakeParkedItems implements ParkedItems {
  private readonly items = new Map<string, ParkedItem>();

  constructor(private readonly crash = new CrashPoint()) {}

  async park(item: ParkedItem): Promise<void> {
    await Promise.resolve();
    const known = this.items.get(key(item));
    this.keep(known ? parkedAgain(known, item) : item);
  }

  async clear(jobId: string, itemId: string): Promise<void> {
    await Promise.resolve();
    this.crash.write(() => this.items.delete(key({ jobId, itemId })));
  }

  find(jobId: string, itemId: string): Promise<ParkedItem | undefined> {
    return Promise.resolve(this.items.get(key({ jobId, itemId })));
  }

  async noteRetry(jobId: string, itemId: string, at: Date): Promise<void> {
    const known = await this.find(jobId, itemId);
    if (known) this.keep({ ...known, retryRequestedAt: at });
  }

  async page({ limit, continuation, without }: ParkedQuery) {
    await Promise.resolve();
    const after = continuation === undefined ? undefined : readContinuation(continuation);
    const rest = this.allBut(without)
      .sort((a, b) => compare([a.jobId, a.itemId], [b.jobId, b.itemId]))
      .filter(({ jobId, itemId }) => !after || compare([jobId, itemId], after) > 0);
    const items = rest.slice(0, limit);
    const last = rest.length > limit ? items.at(-1) : undefined;
    const page: ParkedPage = { items };
    return last ? { ...page, continuation: writeContinuation([last.jobId, last.itemId]) } : page;
  }

  async idsOf(jobId: string): Promise<string[]> {
    await Promise.resolve();
    this.crash.read();
    return [...this.items.values()]
      .filter((item) => item.jobId === jobId)
      .map(({ itemId }) => itemId);
  }

  count({ without }: Pick<ParkedQuery, 'without'> = {}): Promise<number> {
    return Promise.resolve(this.allBut(without).length);
  }

  private allBut(without?: ReadonlySet<string>): ParkedItem[] {
    return [...this.items.values()].filter(({ jobId }) => !without?.has(jobId));
  }

  private keep(item: ParkedItem): void {
    this.crash.write(() => this.items.set(key(item), item));
  }
}

function key({ jobId, itemId }: { jobId: string; itemId: string }): string {
  return JSON.stringify([jobId, itemId]);
}

type Place = readonly [jobId: string, itemId: string];

function compare([jobA, postA]: Place, [jobB, postB]: Place): number {
  if (jobA !== jobB) return jobA < jobB ? -1 : 1;
  return sortKey(postA) < sortKey(postB) ? -1 : Number(postA !== postB);
}

/** Posts by number, before all else. */
function sortKey(id: string): string {
  return /^\d+$/.test(id) ? id.padStart(19, '0') : id;
}
