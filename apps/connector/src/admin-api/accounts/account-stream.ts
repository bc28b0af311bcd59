import { type CaptureState, type Parking } from '@app/archive';
import { type ChosenStream } from '@app/jobs';

import { type CaptureTime, parkingInForce } from './parking-in-force';

/** A stream that is archived of an account besides its own posts, and where its capture stands. */
export interface AccountStream extends ChosenStream {
  capture: CaptureState;
  /** While it counts. */
  parked?: Parking;
}

export function accountStreamOf(
  chosen: ChosenStream,
  capture: CaptureState,
  time: CaptureTime,
): AccountStream {
  const parked = parkingInForce(capture, time);
  return { ...chosen, capture, ...(parked && { parked }) };
}
