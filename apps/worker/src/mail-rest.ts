import { type Fault } from '@app/domain';

const LONGEST_MS = 15 * 60_000;

/**
 * How long mail delivery rests: for the configured interval; after failures twice as long each time, up to a quarter of an hour; for all of
 * that at once after one that somebody has to mend, so that no mail server locks the user out. What is wrong with one account alone keeps no other
 * waiting.
 */
export class MailRest {
  private failuresInARow = 0;
  private isForSomebodyToMend = false;

  constructor(private readonly intervalMs: number) {}

  /** What a round failed with, if anything. */
  afterRound(faults: readonly Fault[]): void {
    const isForAll = faults.includes('setup') || faults.includes('transient');
    this.failuresInARow = isForAll ? this.failuresInARow + 1 : 0;
    this.isForSomebodyToMend = faults.includes('setup');
  }

  get ms(): number {
    if (this.isForSomebodyToMend) return LONGEST_MS;
    return Math.min(this.intervalMs * 2 ** this.failuresInARow, LONGEST_MS);
  }
}
