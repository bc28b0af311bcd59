import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  actorKinds,
  type AuditAction,
  auditActions,
  type AuditEvent,
  type ErrorDetails,
} from '@app/domain';

export class ActorView {
  @ApiProperty({ enum: actorKinds })
  kind!: string;

  @ApiPropertyOptional()
  id?: string;

  @ApiPropertyOptional()
  name?: string;

  @ApiPropertyOptional()
  ip?: string;
}

export class AuditEventView {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty()
  actor!: ActorView;

  @ApiProperty({ description: 'One of `actions`; another one where a newer version wrote it.' })
  action!: string;

  @ApiPropertyOptional({ description: 'What it was done to.' })
  subject?: string;

  @ApiProperty({ enum: ['done', 'refused'] })
  result!: 'done' | 'refused';

  @ApiProperty({
    type: 'object',
    additionalProperties: {
      oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }],
    },
  })
  details!: ErrorDetails;
}

export class AuditView {
  @ApiProperty({ type: [AuditEventView], description: 'The newest first.' })
  events!: AuditEventView[];

  @ApiPropertyOptional({ description: 'Absent on the last page.' })
  continuation?: string;

  @ApiProperty({
    enum: auditActions,
    enumName: 'AuditAction',
    isArray: true,
    description: 'All there are, to choose from.',
  })
  actions!: AuditAction[];
}

export function viewOfEvent({ at, actor, ...event }: AuditEvent): AuditEventView {
  return { at: at.toISOString(), actor, ...event };
}
