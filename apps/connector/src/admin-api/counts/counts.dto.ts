import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, Matches } from 'class-validator';

const DAY_RULE = { message: 'must be a day: yyyy-mm-dd' };

function IsDay(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ format: 'date', description }),
    IsOptional(),
    Matches(/^\d{4}-\d\d-\d\d$/, DAY_RULE),
    IsISO8601({ strict: true }, DAY_RULE),
  );
}

/** Query of GET /admin/api/accounts/:accountId/counts. */
export class DaysDto {
  @IsDay('Included. Left out: 90 days in all.')
  from?: string;

  @IsDay('Included. Left out: today.')
  to?: string;
}
