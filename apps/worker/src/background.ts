import { type Clock } from '@app/domain';

/**
 * Work that goes on until the process stops. `stop` aborts its signal and waits for it to come to an end, so
 * that nothing is left half-held.
 */
export class Background {
  private readonly stopping = new AbortController();
  private ended: Promise<void> = Promise.resolve();

  start(work: (signal: AbortSignal) => Promise<void>): void {
    this.ended = work(this.stopping.signal);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }
}

/** Does `turn` again and again until aborted; rests for `restMs`, asked anew each time, whenever a turn found nothing to do. */
export async function repeat(
  turn: (signal: AbortSignal) => Promise<'busy' | 'idle'>,
  { restMs, clock, signal }: { restMs: number | (() => number); clock: Clock; signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    if ((await turn(signal)) === 'busy') continue;
    const nowMs = typeof restMs === 'number' ? restMs : restMs();
    await clock.sleep(nowMs, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
