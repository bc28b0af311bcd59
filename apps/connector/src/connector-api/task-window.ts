import { type TimeWindow } from '@app/domain';

import { InvalidBody } from '../http/invalid-body';
import { utcTime } from '../http/utc-time';
import { type DownloadRequestDto } from './download-request.dto';

/** The window asked for; a time without a zone is UTC. Throws InvalidBody when it ends before it begins, or never does. */
export function windowOf({ StartTime, EndTime }: DownloadRequestDto): TimeWindow {
  const window = { start: utc('StartTime', StartTime), end: utc('EndTime', EndTime) };
  if (window.start <= window.end) return window;
  throw invalid('EndTime', 'must not be before StartTime');
}

function utc(field: string, text: string): Date {
  const time = utcTime(text);
  if (!time) throw invalid(field, 'must be an ISO 8601 time');
  return time;
}

function invalid(property: string, rule: string): InvalidBody {
  return new InvalidBody([{ property, constraints: { rule } }]);
}
