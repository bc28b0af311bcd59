import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type ConnectorJob, subjectOf } from '@app/domain';
import { type ParkedItem } from '@app/jobs';

/** A post that could not be delivered. It is in the archive as it came. */
export class ParkedItemView {
  @ApiProperty()
  jobId!: string;

  @ApiProperty()
  accountId!: string;

  @ApiPropertyOptional()
  username?: string;

  @ApiProperty()
  itemId!: string;

  @ApiProperty({ description: 'The task that asked for it last.' })
  taskId!: string;

  @ApiProperty({ description: 'Why it could not be delivered.' })
  reason!: string;

  @ApiProperty({ format: 'date-time' })
  parkedAt!: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'When the Import service was told to ask for it again; absent once it has.',
  })
  retryRequestedAt?: string;

  @ApiProperty({ description: 'The post at X.' })
  permalink!: string;
}

export class ParkedItemsView {
  @ApiProperty({ type: [ParkedItemView] })
  items!: ParkedItemView[];

  @ApiPropertyOptional({ description: 'For the next page; absent on the last.' })
  continuation?: string;

  @ApiProperty({ type: 'integer', description: 'How many there are in all.' })
  total!: number;
}

export function viewOfParkedItem(item: ParkedItem, job: ConnectorJob | undefined): ParkedItemView {
  const { parkedAt, retryRequestedAt, ...plain } = item;
  return {
    ...plain,
    ...(job && { username: job.username }),
    parkedAt: parkedAt.toISOString(),
    ...(retryRequestedAt && { retryRequestedAt: retryRequestedAt.toISOString() }),
    permalink: `https://x.com/${job?.username ?? 'i'}/status/${subjectOf(item.itemId, item.accountId).postId}`,
  };
}
