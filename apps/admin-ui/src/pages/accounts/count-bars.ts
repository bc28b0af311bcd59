import { type DayCount } from '../../api/types';

const DAY_MS = 86_400_000;
/** More bars than these are too thin to be seen on a phone. */
const MOST_BARS = 92;

export type Step = 'day' | 'week' | 'month';

export interface CountBar {
  /** First day of what the bar stands for, as `2026-03-01`. */
  begins: string;
  total: number;
  byKind: Record<string, number>;
}

export interface CountBars {
  step: Step;
  /** One for each step of the time, also where nothing was posted. */
  bars: CountBar[];
  /** Kinds that occur, the most frequent first. */
  kinds: string[];
  total: number;
  /** The highest bar's total. */
  most: number;
}

/** Counts by day, put together to weeks or months when there are too many days (both days included). */
export function countBars(days: DayCount[], from: string, to: string): CountBars {
  const step = stepFor(from, to);
  const bars = new Map(stepsBetween(step, from, to).map((begins) => [begins, emptyBar(begins)]));
  const kinds = new Map<string, number>();
  for (const { day, total, byKind } of days) {
    const bar = bars.get(beginOf(step, day));
    if (!bar) continue;
    bar.total += total;
    for (const [kind, count] of Object.entries(byKind)) {
      bar.byKind[kind] = (bar.byKind[kind] ?? 0) + count;
      kinds.set(kind, (kinds.get(kind) ?? 0) + count);
    }
  }
  const all = [...bars.values()];
  return {
    step,
    bars: all,
    kinds: [...kinds].sort(([, a], [, b]) => b - a).map(([kind]) => kind),
    total: all.reduce((sum, bar) => sum + bar.total, 0),
    most: Math.max(...all.map(({ total }) => total), 0),
  };
}

export interface Box {
  kind: string;
  /** Percent of the picture's height, from its top. */
  y: number;
  height: number;
}

/** One bar as boxes on top of each other, in the order of `kinds` from the ground up. */
export function boxesOf(bar: CountBar, kinds: string[], most: number): Box[] {
  let top = 100;
  return kinds.flatMap((kind) => {
    const height = ((bar.byKind[kind] ?? 0) / Math.max(most, 1)) * 100;
    top -= height;
    return height > 0 ? [{ kind, y: top, height }] : [];
  });
}

/** The day so many days before another. */
export function daysBefore(day: string, count: number): string {
  return dayText(Date.parse(day) - count * DAY_MS);
}

function stepFor(from: string, to: string): Step {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days <= MOST_BARS) return 'day';
  return days <= MOST_BARS * 7 ? 'week' : 'month';
}

function stepsBetween(step: Step, from: string, to: string): string[] {
  const found = new Set<string>();
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
    found.add(beginOf(step, dayText(at)));
  }
  return [...found];
}

/** Weeks begin on Monday. */
function beginOf(step: Step, day: string): string {
  if (step === 'day') return day;
  if (step === 'month') return `${day.slice(0, 7)}-01`;
  const weekday = (new Date(day).getUTCDay() + 6) % 7;
  return daysBefore(day, weekday);
}

function emptyBar(begins: string): CountBar {
  return { begins, total: 0, byKind: {} };
}

function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
