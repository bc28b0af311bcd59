import { type DayCount, type PostEntry } from './post-archive';

/** Counts entries by day; memory grows with the days alone. */
export class DayCounts {
  private readonly days = new Map<string, DayCount>();

  add({ createdAt, kind }: Pick<PostEntry, 'createdAt' | 'kind'>): void {
    const day = createdAt.toISOString().slice(0, 10);
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
