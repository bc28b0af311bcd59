import { type TimeWindow } from '@app/domain';

import { InvalidBody } from '../http/invalid-body';
import { type DownloadRequestDto } from './download-request.dto';

/** Day, time and zone. ISO 8601 has more forms (weeks, days of the year), which `Date` would misread or take for local time. */
const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/;

/** The window asked for; a time without a zone is UTC. Throws InvalidBody when it ends before it begins, or never does. */
export function windowOf({ StartTime, EndTime }: DownloadRequestDto): TimeWindow {
  const window = { start: utc('StartTime', StartTime), end: utc('EndTime', EndTime) };
  if (window.start <= window.end) return window;
  throw invalid('EndTime', 'must not be before StartTime');
}

function utc(field: string, text: string): Date {
  const [, day = '', clock = '00:00', zone = 'Z'] = TIME.exec(text.toUpperCase()) ?? [];
  const time = new Date(`${day}T${clock}${zone}`);
  if (Number.isNaN(time.getTime())) throw invalid(field, 'must be an ISO 8601 time');
  return time;
}

function invalid(property: string, rule: string): InvalidBody {
  return new InvalidBody([{ property, constraints: { rule } }]);
}
