import { texts } from '../texts/texts';

const { locale, byteUnits } = texts;
const UTC = { timeZone: 'UTC' } as const;

const time = new Intl.DateTimeFormat(locale, {
  ...UTC,
  ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
});
const second = new Intl.DateTimeFormat(locale, {
  ...UTC,
  ...{ day: 'numeric', month: 'short', year: 'numeric' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
});
const date = new Intl.DateTimeFormat(locale, {
  ...UTC,
  ...{ day: 'numeric', month: 'short', year: 'numeric' },
});
const number = new Intl.NumberFormat(locale);

/** All times are UTC, as those of the Import service's windows are. */
export function formatTime(iso: string): string {
  return withTime(time, iso);
}

/** To the second, where the order of things matters. */
export function formatSecond(iso: string): string {
  return withTime(second, iso);
}

export function formatDate(iso: string): string {
  const at = new Date(iso);
  return isNaN(at.getTime()) ? iso : date.format(at);
}

export function formatNumber(value: number): string {
  return number.format(value);
}

/** In thousands, with three digits that count. */
export function formatBytes(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 999.5 && unit < byteUnits.length - 1) [value, unit] = [value / 1000, unit + 1];
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${formatNumber(Number(value.toFixed(digits)))} ${byteUnits[unit] ?? ''}`;
}

const STEPS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

/** How long ago, or in how long, in the largest unit that fits. */
export function formatAgo(iso: string, now: Date): string {
  const seconds = Math.round((new Date(iso).getTime() - now.getTime()) / 1000);
  if (isNaN(seconds)) return iso;
  const [unit, size] = STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? ['second', 1];
  return relative.format(Math.trunc(seconds / size), unit);
}

function withTime(format: Intl.DateTimeFormat, iso: string): string {
  const at = new Date(iso);
  return isNaN(at.getTime()) ? iso : `${format.format(at)} UTC`;
}
