import { isCalendarDay } from '@app/domain';

/** Day, time and zone. ISO 8601 has more forms (weeks, days of the year), which `Date` would misread or take for local time. */
const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/;

/** An ISO 8601 time; without a zone it is UTC, a day alone its beginning. `undefined` for anything else. */
export function utcTime(text: string): Date | undefined {
  const [, day = '', clock = '00:00', zone = 'Z'] = TIME.exec(text.toUpperCase()) ?? [];
  const time = new Date(`${day}T${clock}${zone}`);
  return Number.isNaN(time.getTime()) || !isCalendarDay(day) ? undefined : time;
}
