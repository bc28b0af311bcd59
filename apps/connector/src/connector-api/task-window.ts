import { type TimeWindow } from '@app/domain';

import { InvalidBody } from '../http/invalid-body';
import { type DownloadRequestDto } from './download-request.dto';

/** The window asked for; a time without a zone is UTC. Throws InvalidBody when it ends before it begins. */
export function windowOf({ StartTime, EndTime }: DownloadRequestDto): TimeWindow {
  const window = { start: utc(StartTime), end: utc(EndTime) };
  if (window.start <= window.end) return window;
  throw new InvalidBody([
    { property: 'EndTime', constraints: { order: 'must not be before StartTime' } },
  ]);
}

function utc(time: string): Date {
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(time);
  return new Date(hasZone || !time.includes('T') ? time : `${time}Z`);
}
