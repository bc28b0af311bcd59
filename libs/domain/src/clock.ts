/** The time, and waiting for it. UTC; a fake one in tests. */
export abstract class Clock {
  abstract now(): Date;

  /** Resolves after `delayMs`; rejects with the signal's reason as soon as it is aborted. */
  abstract sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}
