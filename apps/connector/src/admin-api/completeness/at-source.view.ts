import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type AtSource, type NotShown } from '@app/delivery';

import { firstOfEachState } from './first-of-each-state';

export class AtSourceView {
  @ApiProperty({ type: 'integer', description: 'Own posts: the sum of the next four.' })
  posts!: number;

  @ApiProperty({ type: 'integer', description: 'The last whole sweep has seen them.' })
  shown!: number;

  @ApiProperty({ type: 'integer' })
  deleted!: number;

  @ApiProperty({ type: 'integer', description: 'X knows them, and does not show them.' })
  hidden!: number;

  @ApiProperty({
    type: 'integer',
    description: 'The last whole sweep has not looked them up, or X did not show them once only.',
  })
  unknown!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Of the deleted ones, those whose content was removed from the archive.',
  })
  removed!: number;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'The shown ones were looked up then or later.',
  })
  shownAt?: string;
}

export function atSourceView({ shownAt, ...counts }: AtSource): AtSourceView {
  return { ...counts, ...(shownAt && { shownAt: shownAt.toISOString() }) };
}

export class NotShownView {
  @ApiProperty({ enum: ['deleted', 'hidden'] })
  state!: NotShown['state'];

  @ApiProperty()
  id!: string;

  @ApiProperty()
  kind!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time', description: 'X still showed it.' })
  shownAt!: string;

  @ApiProperty({ format: 'date-time' })
  missedAt!: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Its content was removed from the archive.',
  })
  removedAt?: string;

  @ApiPropertyOptional({ enum: ['redact', 'purge'], description: 'By which policy.' })
  policy?: NotShown['policy'];
}

/** The first ones of each state. */
export function notShownViews(notShown: readonly NotShown[]): NotShownView[] {
  return firstOfEachState(notShown).map(({ createdAt, shownAt, missedAt, removedAt, ...rest }) => ({
    ...rest,
    createdAt: createdAt.toISOString(),
    shownAt: shownAt.toISOString(),
    missedAt: missedAt.toISOString(),
    ...(removedAt && { removedAt: removedAt.toISOString() }),
  }));
}
