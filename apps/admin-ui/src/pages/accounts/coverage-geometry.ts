import { type Stretch } from '../../api/types';
import { type Mark, marksOf, percent } from './time-axis';

/** A gap of minutes in years of time has to be seen. */
const LEAST_WIDTH = 0.6;

export interface Bar {
  /** Percent of the picture's width. */
  x: number;
  width: number;
  state: Stretch['state'];
}

export interface CoverageGeometry {
  /** In the order to draw them: what is missing lies on top. */
  bars: Bar[];
  marks: Mark[];
}

/** So much of what lies before the oldest post is shown, in parts of the time from it on. */
const BEFORE_OLDEST = 0.05;

/**
 * The picture of stretches in time. Each is at least wide enough to be seen, and none leaves the picture. A timeline begins in 2006
 * whatever the account's age: the picture begins a little before the day of the oldest post, where that is known.
 */
export function coverageGeometry(stretches: Stretch[], oldestDay?: string): CoverageGeometry {
  const times = stretches.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)]);
  if (times.length === 0) return { bars: [], marks: [] };
  const end = Math.max(...times);
  const start = Math.max(Math.min(...times), beginOf(end, oldestDay));
  const shown = stretches.filter(({ to }) => Date.parse(to) >= start);
  const bars = shown.map(({ from, to, state }) => {
    const x = percent(Date.parse(from), start, end);
    const width = start === end ? 100 : percent(Date.parse(to), start, end) - x;
    return { state, ...visible(x, width) };
  });
  const isOnTop = ({ state }: Bar) => Number(state !== 'complete');
  return {
    bars: bars.toSorted((a, b) => isOnTop(a) - isOnTop(b)),
    marks: marksOf(start, end),
  };
}

function beginOf(end: number, oldestDay: string | undefined): number {
  if (oldestDay === undefined) return -Infinity;
  const oldest = Date.parse(oldestDay);
  return oldest - Math.max((end - oldest) * BEFORE_OLDEST, 0);
}

function visible(x: number, width: number): Pick<Bar, 'x' | 'width'> {
  const wide = Math.max(width, LEAST_WIDTH);
  return { x: Math.min(x, 100 - wide), width: wide };
}
