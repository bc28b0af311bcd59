import { speak } from '../texts/texts';
import type * as Format from './format';

let format: typeof Format;

beforeAll(async () => {
  await speak('fr');
  format = await import('./format');
});

it('times are told in French, and in UTC', () => {
  expect(format.formatTime('2026-08-29T01:30:45+02:00')).toBe('28 août 2026, 23:30 UTC');
  expect(format.formatDate('2026-08-29T23:59:59Z')).toBe('29 août 2026');
  const now = new Date('2026-03-10T12:00:00Z');
  expect(format.formatAgo('2026-03-09T12:00:00Z', now)).toBe('hier');
  expect(format.formatAgo('2026-03-10T11:00:00Z', now)).toMatch(/^il y a 1\sheure$/);
});

it('numbers and sizes have a decimal comma, and spaces that do not break', () => {
  expect(format.formatNumber(1234567.5)).toBe('1\u202f234\u202f567,5');
  expect(format.formatBytes(1234)).toBe('1,23 ko');
});
