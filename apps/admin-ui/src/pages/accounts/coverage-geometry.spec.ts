import { type Stretch } from '../../api/types';
import { coverageGeometry } from './coverage-geometry';
import { marksOf } from './time-axis';

function stretch(from: string, to: string, state: Stretch['state'] = 'complete'): Stretch {
  return { from, to, state, fromId: '1', toId: '2', posts: 3 };
}

describe('the picture of coverage', () => {
  it('is as long as the time it shows', () => {
    const { bars } = coverageGeometry([
      stretch('2026-01-01T00:00:00Z', '2026-01-06T00:00:00Z', 'unreachable'),
      stretch('2026-01-06T00:00:00Z', '2026-01-11T00:00:00Z'),
    ]);
    expect(bars).toEqual([
      { state: 'complete', x: 50, width: 50 },
      { state: 'unreachable', x: 0, width: 50 },
    ]);
  });

  it('shows a gap of seconds in years, on top, at either end', () => {
    const { bars } = coverageGeometry([
      stretch('2016-01-01T00:00:00Z', '2016-01-01T00:00:01Z', 'unread'),
      stretch('2016-01-01T00:00:01Z', '2025-12-31T23:59:59Z'),
      stretch('2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z', 'unread'),
    ]);
    expect(bars.map(({ state }) => state)).toEqual(['complete', 'unread', 'unread']);
    for (const { x, width } of bars) {
      expect(width).toBeGreaterThanOrEqual(0.6);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(100);
    }
  });

  it('is full when there is one moment only', () => {
    const at = '2026-01-01T00:00:00Z';
    expect(coverageGeometry([stretch(at, at)]).bars).toEqual([
      { state: 'complete', x: 0, width: 100 },
    ]);
  });

  it('begins a little before the oldest post, not when the first post of all was made', () => {
    const { bars, marks } = coverageGeometry(
      [
        stretch('2006-03-21T20:50:14Z', '2015-01-01T00:00:00Z', 'unreachable'),
        stretch('2015-01-01T00:00:00Z', '2025-12-31T00:00:00Z', 'unread'),
        stretch('2025-12-31T00:00:00Z', '2026-04-11T00:00:00Z'),
      ],
      '2026-01-01',
    );
    expect(marks[0]?.day).toBe('2025-12-27T00:00:00.000Z');
    expect(bars.map(({ state }) => state)).toEqual(['complete', 'unread']);
    expect(bars[1]?.x).toBe(0);
    expect(bars[1]?.width).toBeCloseTo((4 / 105) * 100, 9);
  });

  it('leaves out nothing when all is newer than the oldest post', () => {
    const stretches = [stretch('2026-01-06T00:00:00Z', '2026-01-11T00:00:00Z')];
    expect(coverageGeometry(stretches, '2026-01-01')).toEqual(coverageGeometry(stretches));
  });

  it('is empty when nothing was captured', () => {
    expect(coverageGeometry([])).toEqual({ bars: [], marks: [] });
  });
});

describe('the marks below', () => {
  const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

  it('are days, few enough to be read', () => {
    expect(marksOf(day('2026-01-01'), day('2026-01-05'))).toEqual(
      [0, 25, 50, 75, 100].map((x, index) => ({
        x,
        day: `2026-01-0${String(index + 1)}T00:00:00.000Z`,
      })),
    );
  });

  it.each(['2026-01-02', '2026-03-01', '2027-01-01', '2036-01-01', '2126-01-01'])(
    'until %s are one at least and seven at most, within the picture',
    (end) => {
      const marks = marksOf(day('2026-01-01') - 1, day(end));
      expect(marks.length).toBeGreaterThanOrEqual(1);
      expect(marks.length).toBeLessThanOrEqual(7);
      expect(marks.every(({ x }) => x >= 0 && x <= 100)).toBe(true);
    },
  );
});
