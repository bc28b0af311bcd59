import { boxesOf, countBars, daysBefore } from './count-bars';

const posts = (day: string, post: number, reply = 0) => ({
  day,
  total: post + reply,
  byKind: { ...(post && { post }), ...(reply && { reply }) },
});

describe('counts by day', () => {
  it('have a bar for each day, also for those without posts', () => {
    const counted = countBars([posts('2026-03-02', 1, 4)], '2026-03-01', '2026-03-03');
    expect(counted).toMatchObject({ step: 'day', total: 5, most: 5, kinds: ['reply', 'post'] });
    expect(counted.bars).toEqual([
      { begins: '2026-03-01', total: 0, byKind: {} },
      { begins: '2026-03-02', total: 5, byKind: { post: 1, reply: 4 } },
      { begins: '2026-03-03', total: 0, byKind: {} },
    ]);
  });

  it('become weeks from Monday to Sunday', () => {
    const days = [posts('2025-12-29', 1), posts('2026-01-04', 2), posts('2026-01-05', 4)];
    const { step, bars } = countBars(days, '2025-12-31', '2026-12-30');
    expect(step).toBe('week');
    expect(bars.slice(0, 2)).toMatchObject([
      { begins: '2025-12-29', total: 3 },
      { begins: '2026-01-05', total: 4 },
    ]);
    expect(bars).toHaveLength(53);
  });

  it('become months', () => {
    const days = [posts('2024-02-29', 1), posts('2024-02-01', 2), posts('2025-03-31', 4)];
    const { step, bars, most } = countBars(days, '2016-01-01', '2026-01-01');
    expect(step).toBe('month');
    expect(bars.filter(({ total }) => total > 0)).toMatchObject([
      { begins: '2024-02-01', total: 3 },
      { begins: '2025-03-01', total: 4 },
    ]);
    expect([bars.length, most]).toEqual([121, 4]);
  });

  it('leave out what lies before or after', () => {
    expect(countBars([posts('2026-02-28', 9)], '2026-03-01', '2026-03-03').total).toBe(0);
  });
});

describe('a bar', () => {
  it('has its kinds on top of each other', () => {
    const bar = { begins: '2026-03-01', total: 6, byKind: { post: 4, reply: 2 } };
    expect(boxesOf(bar, ['post', 'quote', 'reply'], 8)).toEqual([
      { kind: 'post', y: 50, height: 50 },
      { kind: 'reply', y: 25, height: 25 },
    ]);
  });

  it('without posts has no boxes', () => {
    expect(boxesOf({ begins: '2026-03-01', total: 0, byKind: {} }, ['post'], 0)).toEqual([]);
  });
});

it('days are counted across leap days', () => {
  expect(daysBefore('2024-03-01', 1)).toBe('2024-02-29');
});
