import { windowOfDays } from './day-range';

const now = new Date('2026-03-31T17:00:00.000Z');
const utc = (text: string) => new Date(`${text}Z`);

describe('windowOfDays', () => {
  it.each([
    ['both ends', { from: '2026-01-01', to: '2026-01-31' }, '2026-01-01', '2026-01-31'],
    ['one day', { from: '2024-02-29', to: '2024-02-29' }, '2024-02-29', '2024-02-29'],
    ['90 days up to today', {}, '2026-01-01', '2026-03-31'],
    ['90 days up to the end', { to: '2025-03-31' }, '2025-01-01', '2025-03-31'],
    ['everything up to today', { from: '2020-01-01' }, '2020-01-01', '2026-03-31'],
    ['3,700 days', { from: '2016-02-13' }, '2016-02-13', '2026-03-31'],
  ])('is %s', (_, days, first, last) => {
    expect(windowOfDays(days, now)).toEqual({
      start: utc(`${first}T00:00:00.000`),
      end: utc(`${last}T23:59:59.999`),
    });
  });

  it.each([
    ['an end before the beginning', { from: '2026-01-02', to: '2026-01-01' }],
    ['a beginning in the future', { from: '2026-04-01' }],
    ['3,701 days', { from: '2016-02-12' }],
  ])('refuses %s', (_, days) => {
    expect(() => windowOfDays(days, now)).toThrow('not valid');
  });
});
