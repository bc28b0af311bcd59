import { isCalendarDay } from '@app/domain';

import { UsageError } from './usage-error';

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?$/;

/** A time an option gives, in ISO 8601. A day is meant as a whole; a time without a zone is UTC. Throws UsageError. */
export function timeOf(option: string, given: string, end: 'start' | 'end'): string {
  const wrong = new UsageError(
    `${option} takes a day (2025-03-01) or a time (2025-03-01T12:00:00Z), not "${given}".`,
  );
  const isDay = DAY.test(given);
  if (!isDay && !TIME.test(given)) throw wrong;
  const hour = end === 'start' ? 'T00:00:00.000Z' : 'T23:59:59.999Z';
  const hasZone = /(Z|[+-]\d\d:\d\d)$/.test(given);
  const time = new Date(isDay ? `${given}${hour}` : hasZone ? given : `${given}Z`);
  if (Number.isNaN(time.getTime()) || !isCalendarDay(given.slice(0, 10))) throw wrong;
  return time.toISOString();
}
