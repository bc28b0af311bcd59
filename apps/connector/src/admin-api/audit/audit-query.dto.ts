import { ApiPropertyOptional } from '@nestjs/swagger';
import { type AuditQuery } from '@app/audit';
import { type AuditAction, auditActions } from '@app/domain';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

import { InvalidBody } from '../../http/invalid-body';
import { utcTime } from '../../http/utc-time';
import { PageQueryDto } from '../page-query.dto';

const ACTOR_RULE = { message: 'must be text of at most 256 characters' };
const DAY_MS = 24 * 3600_000;

/** Query of GET /admin/api/audit; for the whole log as a file, `limit` and `continuation` do not count. */
export class AuditQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ description: 'ISO 8601; without a zone UTC.' })
  @IsOptional()
  @IsString({ message: 'must be an ISO 8601 time' })
  from?: string;

  @ApiPropertyOptional({ description: 'ISO 8601, included; a day alone to its end.' })
  @IsOptional()
  @IsString({ message: 'must be an ISO 8601 time' })
  to?: string;

  @ApiPropertyOptional({ enum: auditActions, enumName: 'AuditAction' })
  @IsOptional()
  @IsIn(auditActions, { message: 'must be an action of the audit log' })
  action?: AuditAction;

  @ApiPropertyOptional({ description: "An actor's id, name or kind, as a whole." })
  @IsOptional()
  @IsString(ACTOR_RULE)
  @MaxLength(256, ACTOR_RULE)
  actor?: string;
}

type AuditFilter = Pick<AuditQuery, 'from' | 'to' | 'action' | 'actor'>;

/** What of the events is asked for. Throws InvalidBody. */
export function auditFilterOf({ from, to, action, actor }: AuditQueryDto): AuditFilter {
  return {
    ...(from && { from: timeIn('from', from) }),
    ...(to && { to: endOf(to) }),
    ...(action && { action }),
    ...(actor && { actor }),
  };
}

function endOf(text: string): Date {
  const time = timeIn('to', text);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  return isDay ? new Date(time.getTime() + DAY_MS - 1) : time;
}

function timeIn(property: string, text: string): Date {
  const time = utcTime(text);
  if (time) return time;
  throw new InvalidBody([{ property, constraints: { rule: 'must be an ISO 8601 time' } }]);
}
