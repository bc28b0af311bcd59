import { type Clock } from '@app/domain';

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  private sleepers: { until: number; wake: () => void }[] = [];

  constructor(private ms = Date.UTC(2026, 0, 1)) {}

  now(): Date {
    return new Date(this.ms);
  }

  /** Moves time on and wakes who has slept long enough. */
  advance(ms: number): void {
    this.ms += ms;
    const due = this.sleepers.filter(({ until }) => until <= this.ms);
    this.sleepers = this.sleepers.filter(({ until }) => until > this.ms);
    due.forEach(({ wake }) => wake());
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((wake, reject) => {
      signal?.throwIfAborted();
      const sleeper = { until: this.ms + delayMs, wake };
      this.sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        reject(signal.reason as Error);
      });
    });
  }
}
