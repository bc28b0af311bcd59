import { BEGINNING_OF_POSTS, type TimeWindow } from '@app/domain';

import { InvalidBody } from '../http/invalid-body';
import { utcTime } from '../http/utc-time';
import { type DownloadRequestDto } from './download-request.dto';

/**
 * The window asked for, as far as there was anything; a time without a zone is UTC. Throws InvalidBody when it ends before it begins, or
 * never does.
 */
export function windowOf({ StartTime, EndTime }: DownloadRequestDto): TimeWindow {
  const window = { start: utc('StartTime', StartTime), end: utc('EndTime', EndTime) };
  if (window.start > window.end) throw invalid('EndTime', 'must not be before StartTime');
  return { start: fromBeginning(window.start), end: fromBeginning(window.end) };
}

/** Tables take no time before 1601 (.NET's `DateTime.MinValue` is one), and every month of a window is looked through. */
function fromBeginning(time: Date): Date {
  return time < BEGINNING_OF_POSTS ? BEGINNING_OF_POSTS : time;
}

function utc(field: string, text: string): Date {
  const time = utcTime(text);
  if (!time) throw invalid(field, 'must be an ISO 8601 time');
  return time;
}

function invalid(property: string, rule: string): InvalidBody {
  return new InvalidBody([{ property, constraints: { rule } }]);
}
