import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '@app/domain';

/** The machine's clock. */
@Injectable()
export class SystemClock implements Clock {
  now(): Date {
    return new Date();
  }

  async sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    await delay(delayMs, undefined, { signal });
  }
}
