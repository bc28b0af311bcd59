import {
  formatAgo,
  formatBytes,
  formatDate,
  formatNumber,
  formatSecond,
  formatTime,
} from './format';

describe('times', () => {
  it('are told in UTC, wherever the browser is', () => {
    expect(formatTime('2026-03-29T01:30:45+02:00')).toBe('28 Mar 2026, 23:30 UTC');
    expect(formatSecond('2026-03-29T00:00:05.999Z')).toBe('29 Mar 2026, 00:00:05 UTC');
    expect(formatDate('2026-03-29T23:59:59Z')).toBe('29 Mar 2026');
  });

  it.each([formatTime, formatSecond, formatDate, (text: string) => formatAgo(text, new Date())])(
    'that are none are shown as they came',
    (format) => {
      expect(format('soon')).toBe('soon');
    },
  );
});

describe('how long ago', () => {
  const now = new Date('2026-03-10T12:00:00Z');

  it.each([
    ['2026-03-10T12:00:00Z', 'now'],
    ['2026-03-10T11:59:01Z', '59 seconds ago'],
    ['2026-03-10T11:59:00Z', '1 minute ago'],
    ['2026-03-10T10:00:01Z', '1 hour ago'],
    ['2026-03-09T12:00:00Z', 'yesterday'],
    ['2026-02-28T12:00:00Z', '10 days ago'],
    ['2026-03-10T12:15:00Z', 'in 15 minutes'],
  ])('%s is %s', (iso, expected) => {
    expect(formatAgo(iso, now)).toBe(expected);
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 KB'],
    [1234, '1.23 KB'],
    [12_345, '12.3 KB'],
    [123_456, '123 KB'],
    [999_499, '999 KB'],
    [999_500, '1 MB'],
    [5_000_000_000_000_000, '5,000 TB'],
  ])('%d is %s', (bytes, expected) => {
    expect(formatBytes(bytes)).toBe(expected);
  });
});

it('numbers have their thousands apart', () => {
  expect(formatNumber(1234567)).toBe('1,234,567');
});
