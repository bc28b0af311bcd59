import { Injectable } from '@nestjs/common';
import { Clock, type ConnectorJob, type DownloadTask, type PostId } from '@app/domain';
import { ParkedItems } from '@app/jobs';
import pLimit from 'p-limit';

const WRITES_AT_ONCE = 8;

/** What a task did with its posts. */
export interface DeliveryOutcome {
  delivered: readonly { id: PostId }[];
  parked: readonly { id: PostId; reason: string }[];
}

/** Keeps the list of parked posts: those no task could deliver yet. */
@Injectable()
export class ParkedBook {
  constructor(
    private readonly items: ParkedItems,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes what a task parked, and forgets what it delivered. Only once the service knows of the delivery: a post must not leave the list
   * before it is delivered for certain. Done again, it changes nothing.
   */
  async settle(
    { jobId, accountId }: ConnectorJob,
    { taskId }: DownloadTask,
    { delivered, parked }: DeliveryOutcome,
  ): Promise<void> {
    const atOnce = pLimit(WRITES_AT_ONCE);
    const parkedAt = this.clock.now();
    const known = new Set(await this.items.idsOf(jobId));
    await atOnce.map(parked, ({ id: postId, reason }) =>
      this.items.park({ jobId, accountId, postId, taskId, reason, parkedAt }),
    );
    const mended = delivered.filter(({ id }) => known.has(id));
    await atOnce.map(mended, ({ id }) => this.items.clear(jobId, id));
  }
}
