import { nextWindows } from './windows';

const day = (n: number) => new Date(Date.UTC(2026, 0, n));

describe('nextWindows', () => {
  it('covers every millisecond once', () => {
    const windows = nextWindows(day(1), day(11), 4);
    expect(windows[0]?.start.getTime()).toBe(day(1).getTime() + 1);
    expect(windows.at(-1)?.end).toEqual(day(11));
    const joins = windows.slice(1).map(({ start }, i) => start.getTime() - Number(windows[i]?.end));
    expect(joins).toEqual([1, 1]);
  });

  it('asks for nothing when nothing has passed', () => {
    expect(nextWindows(day(1), day(1), 4)).toEqual([]);
  });
});
