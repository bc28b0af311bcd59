import { isCalendarDay } from './calendar-day';

describe('isCalendarDay', () => {
  it.each([
    ['2025-02-28', true],
    ['2024-02-29', true],
    ['2025-02-29', false],
    ['2025-02-30', false],
    ['2025-04-31', false],
    ['2025-13-01', false],
    ['2025-3-1', false],
    ['2025-03-01T00:00', false],
    ['', false],
  ])('of %s is %j', (text, isDay) => {
    expect(isCalendarDay(text)).toBe(isDay);
  });
});
