import { type DayCount, type PostEntry } from './post-archive';

/** The day a time is in: `yyyy-mm-dd`, UTC. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** Counts entries by day; memory grows with the days alone. */
export class DayCounts {
  private readonly days: Map<string, DayCount>;

  /** Goes on from what was counted before. */
  constructor(counted: readonly DayCount[] = []) {
    const copies = counted.map((each) => ({ ...each, byKind: { ...each.byKind } }));
    this.days = new Map(copies.map((each) => [each.day, each]));
  }

  add({ createdAt, kind }: Pick<PostEntry, 'createdAt' | 'kind'>): void {
    const day = dayOf(createdAt);
    const counted = this.days.get(day) ?? { day, total: 0, byKind: {} };
    counted.total += 1;
    counted.byKind[kind] = (counted.byKind[kind] ?? 0) + 1;
    this.days.set(day, counted);
  }

  /** The days that have some, the earliest first. */
  list(): DayCount[] {
    return [...this.days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  }
}
