import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { QueueClient } from '@azure/storage-queue';

import { type LocalProcess } from '../../scripts/local/local-process';
import { type LocalStack } from '../../scripts/local/local-stack';

const EVERY_MS = 2000;
const MB = 1024 * 1024;
const PAGE_BYTES = 4096;

export interface Seen {
  /** Resident memory by process, in MB. */
  rssMb: Record<string, number>;
  tasksWaiting: number;
}

/** Looks at memory and queue every two seconds until ended. */
export class Watch {
  readonly seen: Seen[] = [];
  private readonly queue: QueueClient;
  private readonly timer: NodeJS.Timeout;
  /** What went wrong while looking; the measurement is worth nothing then. */
  private failure: unknown;

  constructor(
    stack: LocalStack,
    private readonly processes: readonly LocalProcess[],
  ) {
    this.queue = new QueueClient(stack.azurite.connectionString, 'downloads');
    this.timer = setInterval(() => void this.look(), EVERY_MS);
  }

  /** Ends when no task waits any more, or none has gone for `stalledMs`. */
  async end(stalledMs: number): Promise<void> {
    let [least, since] = [Infinity, Date.now()];
    do {
      await sleep(EVERY_MS);
      const waiting = this.seen.at(-1)?.tasksWaiting ?? Infinity;
      if (waiting < least) [least, since] = [waiting, Date.now()];
    } while (least > 0 && Date.now() - since < stalledMs);
    clearInterval(this.timer);
    if (this.failure)
      throw new Error('Memory or queue could not be looked at.', { cause: this.failure });
  }

  /** The most in each tenth of the time: alike when it does not grow with the work. */
  byTenth(of: (seen: Seen) => number): number[] {
    const length = Math.max(1, Math.ceil(this.seen.length / 10));
    const parts = Array.from({ length: 10 }, (_, i) =>
      this.seen.slice(i * length, (i + 1) * length),
    );
    return parts
      .filter((part) => part.length > 0)
      .map((part) => Math.round(Math.max(...part.map(of))));
  }

  private async look(): Promise<void> {
    try {
      const { approximateMessagesCount: tasksWaiting = 0 } = await this.queue.getProperties();
      const rssMb = Object.fromEntries(this.processes.map((each) => [each.name, rssOf(each)]));
      this.seen.push({ rssMb, tasksWaiting });
    } catch (error) {
      this.failure ??= error;
    }
  }
}

/** The second number of `statm` is the pages a process holds (man 5 proc). */
function rssOf({ child }: LocalProcess): number {
  const [, pages = '0'] = readFileSync(`/proc/${child.pid ?? 0}/statm`, 'utf8').split(' ');
  return (Number(pages) * PAGE_BYTES) / MB;
}
