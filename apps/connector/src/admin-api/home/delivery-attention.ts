import { Injectable } from '@nestjs/common';
import { Clock, deletedJobs } from '@app/domain';
import { JobStore, ParkedItems } from '@app/jobs';

import { FailedTasks } from '../tasks/failed-tasks';
import { type Attention } from './attention';
import { taskAttention } from './task-attention';

/** What does not get through to the mailboxes. */
@Injectable()
export class DeliveryAttention {
  constructor(
    private readonly tasks: FailedTasks,
    private readonly jobs: JobStore,
    private readonly parked: ParkedItems,
    private readonly clock: Clock,
  ) {}

  async find(): Promise<Attention[]> {
    const [failed, count] = await Promise.all([this.tasks.list(), this.countParked()]);
    return [...taskAttention(failed, this.clock.now()), ...parkedItems(count)];
  }

  private async countParked(): Promise<number> {
    const without = deletedJobs(await this.jobs.list({ withDeleted: true }));
    return this.parked.count({ without });
  }
}

function parkedItems(count: number): Attention[] {
  if (count === 0) return [];
  const what = count === 1 ? 'One post was' : `${count} posts were`;
  const text = `${what} put aside because delivery failed for good. Look at the parked items, and ask for them again.`;
  return [{ kind: 'parked-items', severity: 'warning', text }];
}
