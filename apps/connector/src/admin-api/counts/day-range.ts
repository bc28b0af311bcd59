import { type TimeWindow } from '@app/domain';

import { InvalidBody } from '../../http/invalid-body';

const DAY_MS = 24 * 3600_000;
const DEFAULT_DAYS = 90;
/** A little more than ten years. */
export const MAX_DAYS = 3_700;

/** Days as `yyyy-mm-dd`, UTC, both included. */
export interface Days {
  from?: string;
  to?: string;
}

/**
 * The whole of these days; without an end up to today, without a beginning the 90 days up to the end. Throws InvalidBody when they end
 * before they begin, or are more than 3,700.
 */
export function windowOfDays({ from, to }: Days, now: Date): TimeWindow {
  const last = startOf(to ?? now.toISOString().slice(0, 10));
  const first = from === undefined ? last - (DEFAULT_DAYS - 1) * DAY_MS : startOf(from);
  if (first > last) throw invalid('must not be after `to`, which is today when left out');
  if (last - first >= MAX_DAYS * DAY_MS)
    throw invalid(`must be less than ${MAX_DAYS} days before \`to\``);
  return { start: new Date(first), end: new Date(last + DAY_MS - 1) };
}

function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00.000Z`);
}

function invalid(rule: string): InvalidBody {
  return new InvalidBody([{ property: 'from', constraints: { rule } }]);
}
