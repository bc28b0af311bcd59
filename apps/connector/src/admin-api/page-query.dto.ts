import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

const MAX_LIMIT = 200;
/** Two keys of a table, of 1 KiB at most each, in base64. */
const MAX_CONTINUATION = 6000;

/** Query of what is listed page by page. */
export class PageQueryDto {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: `must be a whole number from 1 to ${MAX_LIMIT}` })
  @Min(1, { message: `must be a whole number from 1 to ${MAX_LIMIT}` })
  @Max(MAX_LIMIT, { message: `must be a whole number from 1 to ${MAX_LIMIT}` })
  limit = 50;

  @ApiPropertyOptional({ description: 'From the page before; the rest of the query is the same.' })
  @IsOptional()
  @IsString({ message: 'must be the continuation of the page before' })
  @MaxLength(MAX_CONTINUATION, { message: 'must be the continuation of the page before' })
  continuation?: string;
}
