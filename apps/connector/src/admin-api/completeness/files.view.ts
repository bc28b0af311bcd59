import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type WithoutFile } from '@app/delivery';

import { firstOfEachState } from './first-of-each-state';

export class FilesView {
  @ApiProperty({ type: 'integer', description: 'They could not be had.' })
  missing!: number;

  @ApiProperty({
    type: 'integer',
    description: 'They came into the archive after the item had been handed over.',
  })
  late!: number;
}

export class WithoutFileView {
  @ApiProperty({ enum: ['missing', 'late'] })
  state!: WithoutFile['state'];

  @ApiProperty()
  id!: string;

  @ApiProperty()
  kind!: string;

  @ApiProperty()
  version!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty()
  fileKey!: string;

  @ApiPropertyOptional({
    description: 'Why it could not be had: an error code. Absent where nobody has tried.',
  })
  reason?: string;

  @ApiPropertyOptional({ description: 'It is still tried.' })
  retry?: boolean;
}

/** The first ones of each state. */
export function withoutFileViews(withoutFile: readonly WithoutFile[]): WithoutFileView[] {
  return firstOfEachState(withoutFile).map(({ createdAt, ...rest }) => ({
    ...rest,
    createdAt: createdAt.toISOString(),
  }));
}
