import { type CaptureState, type Parking } from '@app/archive';

/** So many intervals without a capture are too many: one may be missed by a restart, another by a long turn. */
export const LATE_INTERVALS = 3;

/** The time now, and how often capture is due. */
export interface CaptureTime {
  now: Date;
  intervalMs: number;
}

/**
 * Parking whose time is over is tried again at the next interval. Until that has gone well it counts on, or an account that X refuses
 * for days would look well between two tries; but not so long that it hides a worker that does not run.
 */
export function parkingInForce(
  { parked, caughtUpAt }: CaptureState,
  { now, intervalMs }: CaptureTime,
): Parking | undefined {
  if (!parked || parked.until > now) return parked;
  const isFresh = (at: Date | undefined, intervals: number) =>
    at !== undefined && now.getTime() - at.getTime() <= intervals * intervalMs;
  const isBelieved = isFresh(caughtUpAt, LATE_INTERVALS - 1);
  return !isBelieved && isFresh(parked.until, LATE_INTERVALS) ? parked : undefined;
}
