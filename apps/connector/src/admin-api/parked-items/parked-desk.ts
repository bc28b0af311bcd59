import { Injectable } from '@nestjs/common';
import { type Actor, deletedJobs } from '@app/domain';
import { JobStore, ParkedItems } from '@app/jobs';

import { AuditTrail } from '../../audit/audit-trail';
import { checkNotDeleted } from '../check-not-deleted';
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

  /** Those of deleted jobs are left out: nothing is to be done about them. */
  async list({ limit, continuation }: PageQueryDto): Promise<ParkedItemsView> {
    const known = await this.jobs.list({ withDeleted: true });
    const without = deletedJobs(known);
    const [page, total] = await Promise.all([
      this.items.page({ limit, continuation, without }),
      this.items.count({ without }),
    ]);
    const jobs = new Map(known.map((job) => [job.jobId, job]));
    return {
      items: page.items.map((item) => viewOfParkedItem(item, jobs.get(item.jobId))),
      ...(page.continuation !== undefined && { continuation: page.continuation }),
      total,
    };
  }

  /** Rejects as {@link ItemRetry.request}, or with `jobs.deleted`. */
  async retry({ jobId, itemId }: ParkedItemKeyDto, caller: Actor): Promise<ParkedItemView> {
    const job = await this.jobs.find(jobId);
    checkNotDeleted(job);
    const item = await this.retrying.request(jobId, itemId);
    await this.audit.done(caller, 'item.retried', itemId, { jobId });
    return viewOfParkedItem(item, job);
  }
}
