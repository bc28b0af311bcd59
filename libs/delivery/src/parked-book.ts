import { Injectable } from '@nestjs/common';
import { Clock, type ConnectorJob, type DownloadTask } from '@app/domain';
import { ParkedItems } from '@app/jobs';
import pLimit from 'p-limit';

const WRITES_AT_ONCE = 8;

/** What a task did with its posts. */
export interface DeliveryOutcome {
  delivered: () => AsyncIterable<{ id: string }>;
  parked: readonly { id: string; reason: string }[];
}

/** Keeps the list of parked posts: those no task could deliver yet. */
@Injectable()
export class ParkedBook {
  constructor(
    private readonly items: ParkedItems,
    private readonly clock: Clock,
  ) {}

  /** Notes what a task parked: before the service is told, for what it believes to be delivered is not asked for again. */
  async note(
    { jobId, accountId }: ConnectorJob,
    { taskId }: DownloadTask,
    { parked }: DeliveryOutcome,
  ): Promise<void> {
    const parkedAt = this.clock.now();
    await pLimit(WRITES_AT_ONCE).map(parked, ({ id: itemId, reason }) =>
      this.items.park({ jobId, accountId, itemId, taskId, reason, parkedAt }),
    );
  }

  /** Forgets what a task delivered: once the service knows, so that a post leaves the list only when it is delivered for certain. */
  async forget({ jobId }: ConnectorJob, { delivered }: DeliveryOutcome): Promise<void> {
    const known = new Set(await this.items.idsOf(jobId));
    if (known.size === 0) return;
    const mended: string[] = [];
    for await (const { id } of delivered()) if (known.has(id)) mended.push(id);
    await pLimit(WRITES_AT_ONCE).map(mended, (id) => this.items.clear(jobId, id));
  }
}
