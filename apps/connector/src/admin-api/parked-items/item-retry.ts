import { Injectable } from '@nestjs/common';
import { ItemChangeReporter } from '@app/blob-export';
import { AppError, Clock } from '@app/domain';
import { type ParkedItem, ParkedItems } from '@app/jobs';
import { EntraApplication } from '@app/secrets';

import { MediaAgain } from './media-again';

/** Has the Import service ask once more for a post that could not be delivered. */
@Injectable()
export class ItemRetry {
  constructor(
    private readonly items: ParkedItems,
    private readonly media: MediaAgain,
    private readonly application: EntraApplication,
    private readonly changes: ItemChangeReporter,
    private readonly clock: Clock,
  ) {}

  /**
   * Tells it that the item has changed: it then names it in a task. Told twice, it asks twice, and gets the same. Rejects with
   * `jobs.unknown_item`, `secrets.missing`, or as ItemChangeReporter does.
   */
  async request(jobId: string, itemId: string): Promise<ParkedItem> {
    const item = await this.items.find(jobId, itemId);
    if (!item) throw new AppError('jobs.unknown_item', 'This post is not parked (any more).');
    const app = await this.application.get();
    await this.media.tryFor(item.accountId, itemId);
    const changedAt = this.clock.now();
    const change = { itemId, changedAt, type: 'updated' } as const;
    await this.changes.report(app, jobId, [change]);
    await this.items.noteRetry(jobId, itemId, changedAt);
    return { ...item, retryRequestedAt: changedAt };
  }
}
