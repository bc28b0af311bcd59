import { ApiProperty } from '@nestjs/swagger';
import { type NotShown } from '@app/delivery';

/** So many are for reading; all of them are in the file. */
const SHOWN = 200;

export class AtSourceView {
  @ApiProperty({ type: 'integer', description: 'Own posts: the sum of the others.' })
  posts!: number;

  @ApiProperty({ type: 'integer' })
  shown!: number;

  @ApiProperty({ type: 'integer' })
  deleted!: number;

  @ApiProperty({ type: 'integer', description: 'X knows them, and does not show them.' })
  hidden!: number;
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
}

/** The first ones. */
export function notShownViews(notShown: readonly NotShown[]): NotShownView[] {
  return notShown.slice(0, SHOWN).map(({ createdAt, shownAt, missedAt, ...rest }) => ({
    ...rest,
    createdAt: createdAt.toISOString(),
    shownAt: shownAt.toISOString(),
    missedAt: missedAt.toISOString(),
  }));
}
