import { utcTime } from './utc-time';

describe('utcTime', () => {
  it.each([
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2025-03-04T05:06', '2025-03-04T05:06:00.000Z'],
    ['2025-03-01T00:30:00+02:00', '2025-02-28T22:30:00.000Z'],
  ])('reads %s', (text, time) => {
    expect(utcTime(text)?.toISOString()).toBe(time);
  });

  it.each(['2025-02-29', '2025-02-30T12:00:00Z', '2025-04-31', '2025-13-01', '2025-W10-1'])(
    'takes %s, which is on no day, for no time',
    (text) => {
      expect(utcTime(text)).toBeUndefined();
    },
  );
});
