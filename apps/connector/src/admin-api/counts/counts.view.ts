import { ApiProperty } from '@nestjs/swagger';

export class DayCountView {
  @ApiProperty({ format: 'date', description: 'UTC.' })
  day!: string;

  @ApiProperty({ type: 'integer', description: 'Post versions made on it.' })
  total!: number;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  byKind!: Record<string, number>;
}

export class CountsView {
  @ApiProperty({ type: [DayCountView], description: 'Days that have some, the earliest first.' })
  days!: DayCountView[];
}
