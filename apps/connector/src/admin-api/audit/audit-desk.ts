import { Injectable } from '@nestjs/common';
import { AuditLog, type AuditPage, type AuditQuery } from '@app/audit';
import { type Actor, auditActions, type AuditEvent } from '@app/domain';

import { AuditTrail } from '../../audit/audit-trail';
import { auditCsv } from './audit-csv';
import { auditFilterOf, type AuditQueryDto } from './audit-query.dto';
import { type AuditView, viewOfEvent } from './audit.view';

/** Read at once for a file; no more is kept in memory. */
const PAGE_OF_FILE = 500;

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
    return auditCsv(this.readAll({ ...filter, limit: PAGE_OF_FILE }));
  }

  private async *readAll(query: AuditQuery): AsyncGenerator<AuditEvent> {
    let continuation: string | undefined;
    do {
      const page: AuditPage = await this.log.list({
        ...query,
        ...(continuation !== undefined && { continuation }),
      });
      yield* page.events;
      ({ continuation } = page);
    } while (continuation !== undefined);
  }
}
