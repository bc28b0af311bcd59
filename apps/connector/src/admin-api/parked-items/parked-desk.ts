import { Injectable } from '@nestjs/common';
import { type Actor } from '@app/domain';
import { JobStore, ParkedItems } from '@app/jobs';

import { AuditTrail } from '../../audit/audit-trail';
import { type PageQueryDto } from '../page-query.dto';
import { ItemRetry } from './item-retry';
import { type ParkedItemsView, type ParkedItemView, viewOfParkedItem } from './parked-item.view';
import { type ParkedItemKeyDto } from './parked-items.dto';

/** Where posts that could not be delivered are looked at, and asked for again. */
@Injectable()
export class ParkedDesk {
  constructor(
    private readonly jobs: JobStore,
    private readonly items: ParkedItems,
    private readonly retrying: ItemRetry,
    private readonly audit: AuditTrail,
  ) {}

  async list({ limit, continuation }: PageQueryDto): Promise<ParkedItemsView> {
    const [page, total, known] = await Promise.all([
      this.items.page({ limit, continuation }),
      this.items.count(),
      this.jobs.list({ withDeleted: true }),
    ]);
    const jobs = new Map(known.map((job) => [job.jobId, job]));
    return {
      items: page.items.map((item) => viewOfParkedItem(item, jobs.get(item.jobId))),
      ...(page.continuation !== undefined && { continuation: page.continuation }),
      total,
    };
  }

  /** Rejects as {@link ItemRetry.request}. */
  async retry({ jobId, postId }: ParkedItemKeyDto, caller: Actor): Promise<ParkedItemView> {
    const item = await this.retrying.request(jobId, postId);
    await this.audit.done(caller, 'item.retried', postId, { jobId });
    return viewOfParkedItem(item, await this.jobs.find(jobId));
  }
}
