import { SystemClock } from '@app/config';

/** The real time, and as much later as a test wants: what the sandbox makes has real ids. */
export class ShiftedClock extends SystemClock {
  private shiftMs = 0;

  override now(): Date {
    return new Date(super.now().getTime() + this.shiftMs);
  }

  pass(hours: number): void {
    this.shiftMs += hours * 3600_000;
  }
}
