import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type DeliveryDay, itemsTaken, readsOfAll } from '@app/jobs';

export class ReadsView {
  @ApiProperty({ example: '2026-01', description: 'The calendar month, in UTC.' })
  month!: string;

  @ApiProperty({ type: 'integer', description: 'Read from X in it, of all accounts together.' })
  used!: number;

  @ApiPropertyOptional({ type: 'integer', description: 'Of the account that is asked for.' })
  ofAccount?: number;

  @ApiPropertyOptional({ type: 'integer', description: '`X_READS_PER_MONTH`; absent: no limit.' })
  limit?: number;
}

export class DeliveryDayView {
  @ApiProperty()
  jobId!: string;

  @ApiProperty({ format: 'date', description: 'Today, in UTC.' })
  day!: string;

  @ApiProperty({ type: 'integer', description: 'Items delivered today, or being delivered.' })
  items!: number;

  @ApiProperty({ type: 'integer', description: '`DELIVERY_ITEMS_PER_DAY`.' })
  limit!: number;

  @ApiProperty({ type: 'integer', description: 'Tasks that wait for a later day.' })
  waitingTasks!: number;

  @ApiProperty({ type: 'integer', description: 'Their items.' })
  waitingItems!: number;
}

/** What is used of what may be used. */
export class UsageView {
  @ApiProperty({ type: ReadsView })
  reads!: ReadsView;

  @ApiProperty({ type: [DeliveryDayView], description: 'One for each job.' })
  deliveries!: DeliveryDayView[];
}

export function readsView(
  month: string,
  counts: ReadonlyMap<string, number>,
  { limit, accountId }: { limit: number | undefined; accountId: string | undefined },
): ReadsView {
  return {
    month: `${month.slice(0, 4)}-${month.slice(4)}`,
    used: readsOfAll(counts),
    ...(accountId !== undefined && { ofAccount: counts.get(accountId) ?? 0 }),
    ...(limit !== undefined && { limit }),
  };
}

/** Of a job's days from today on. */
export function deliveryDayView(
  jobId: string,
  days: readonly DeliveryDay[],
  { today, limit }: { today: string; limit: number },
): DeliveryDayView {
  const later = days.filter(({ day }) => day > today);
  const sum = (of: readonly DeliveryDay[]) => of.reduce((all, day) => all + itemsTaken(day), 0);
  return {
    ...{ jobId, day: today, limit },
    items: sum(days.filter(({ day }) => day === today)),
    waitingTasks: later.reduce((tasks, { taken }) => tasks + taken.size, 0),
    waitingItems: sum(later),
  };
}
