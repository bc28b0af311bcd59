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

/** The picture of stretches in time. Each is at least wide enough to be seen, and none leaves the picture. */
export function coverageGeometry(stretches: Stretch[]): CoverageGeometry {
  const times = stretches.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)]);
  if (times.length === 0) return { bars: [], marks: [] };
  const [start, end] = [Math.min(...times), Math.max(...times)];
  const bars = stretches.map(({ from, to, state }) => {
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

function visible(x: number, width: number): Pick<Bar, 'x' | 'width'> {
  const wide = Math.max(width, LEAST_WIDTH);
  return { x: Math.min(x, 100 - wide), width: wide };
}
