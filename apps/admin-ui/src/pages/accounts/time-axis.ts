const DAY_MS = 86_400_000;
/** Days between two marks of an axis; the smallest that needs few enough marks is taken. */
const STEPS = [1, 2, 7, 14, 30, 91, 182, 365, 730, 1826, 3652];
const MOST_MARKS = 6;

export interface Mark {
  /** Percent of the width. */
  x: number;
  /** Midnight, UTC. */
  day: string;
}

/** Days to name below a picture of the time from `start` to `end` (milliseconds). */
export function marksOf(start: number, end: number): Mark[] {
  const days = Math.max((end - start) / DAY_MS, 1);
  const step = STEPS.find((each) => days / each <= MOST_MARKS) ?? Math.ceil(days / MOST_MARKS);
  const marks: Mark[] = [];
  for (let at = Math.ceil(start / DAY_MS) * DAY_MS; at <= end; at += step * DAY_MS) {
    marks.push({ x: percent(at, start, end), day: new Date(at).toISOString() });
  }
  return marks;
}

/** Where a time lies between two others, in percent. */
export function percent(at: number, start: number, end: number): number {
  return end === start ? 0 : Math.min(Math.max(((at - start) / (end - start)) * 100, 0), 100);
}
