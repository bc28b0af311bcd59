import { Injectable } from '@nestjs/common';
import { auditCsv, AuditLog, readAudit } from '@app/audit';
import { type Actor, auditActions } from '@app/domain';

import { AuditTrail } from '../../audit/audit-trail';
import { auditFilterOf, type AuditQueryDto } from './audit-query.dto';
import { type AuditView, viewOfEvent } from './audit.view';

/** Where the audit log is read. */
@Injectable()
export class AuditDesk {
  constructor(
    private readonly log: AuditLog,
    private readonly trail: AuditTrail,
  ) {}

  /** Throws InvalidBody; rejects as AuditLog does. */
  async list(query: AuditQueryDto): Promise<AuditView> {
    const { limit, continuation: from } = query;
    const asked = { ...auditFilterOf(query), limit, ...(from && { continuation: from }) };
    const { events, continuation } = await this.log.list(asked);
    return {
      events: events.map(viewOfEvent),
      ...(continuation !== undefined && { continuation }),
      actions: [...auditActions],
    };
  }

  /** Everything that is asked for, as CSV; that somebody took it is noted first. Throws InvalidBody; rejects as AuditLog does. */
  async export(query: AuditQueryDto, caller: Actor): Promise<AsyncIterable<Uint8Array>> {
    const filter = auditFilterOf(query);
    const { from, to, ...rest } = filter;
    await this.trail.done(caller, 'audit.exported', undefined, {
      ...rest,
      ...(from && { from: from.toISOString() }),
      ...(to && { to: to.toISOString() }),
    });
    return auditCsv(readAudit(this.log, filter));
  }
}
