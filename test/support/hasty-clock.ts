import { SystemClock } from '@app/config';

/** The real time, without the waiting. */
export class HastyClock extends SystemClock {
  /** How long it was asked to sleep, in milliseconds. */
  readonly sleeps: number[] = [];

  override sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(delayMs);
    return super.sleep(0, signal);
  }
}
