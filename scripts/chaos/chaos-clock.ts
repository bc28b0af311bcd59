import { setTimeout as delay } from 'node:timers/promises';
import { type Clock } from '@app/domain';

/** Nobody rests longer, so that a run takes seconds. */
const LONGEST_REST_MS = 120;

/** The real time, without the waiting, which can be set forward. */
export class ChaosClock implements Clock {
  private aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  async sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    await delay(Math.min(delayMs, LONGEST_REST_MS), undefined, { signal });
  }

  /** As time passes, or is told by the network: a clock that was set back tells the real time again. */
  catchUp(): void {
    this.aheadMs = Math.max(this.aheadMs, 0);
  }

  jump(ms: number): void {
    this.aheadMs += ms;
  }
}
