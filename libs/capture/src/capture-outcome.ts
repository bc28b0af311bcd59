import { type Parking } from '@app/archive';

/** How a run ended; what it read is safe in the archive in both cases. */
export type CaptureOutcome = (
  | { kind: 'caught-up' }
  /** X, or what an admin has to mend, makes capture of this account wait. */
  | { kind: 'parked'; parking: Parking }
) & {
  /** Post versions that were new to the archive. */
  added: number;
  pages: number;
};
