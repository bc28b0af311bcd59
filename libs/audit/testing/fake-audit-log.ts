import { type AuditLog, type AuditPage, type AuditQuery } from '@app/audit';
import { AppError, type AuditEvent } from '@app/domain';

/** Audit events in memory. */
export class FakeAuditLog implements AuditLog {
  readonly events: AuditEvent[] = [];
  /** Rows of the first page that cannot be read. */
  readonly damaged: AppError[] = [];

  append(event: AuditEvent): Promise<void> {
    this.events.push(structuredClone(event));
    return Promise.resolve();
  }

  async list({
    from,
    to,
    action,
    actor,
    limit,
    continuation = '0',
    onDamaged,
  }: AuditQuery): Promise<AuditPage> {
    await Promise.resolve();
    const start = Number(continuation);
    if (!Number.isInteger(start)) throw new AppError('audit.bad_continuation', 'No such page.');
    for (const error of start === 0 ? this.damaged : []) {
      if (!onDamaged) throw error;
      onDamaged(error);
    }
    const found = this.events
      .filter(({ at }) => (!from || at >= from) && (!to || at <= to))
      .filter((event) => !action || event.action === action)
      .filter(({ actor: { id, name, kind } }) => !actor || [id, name, kind].includes(actor))
      .sort((a, b) => b.at.getTime() - a.at.getTime());
    const end = start + limit;
    return {
      events: found.slice(start, end),
      ...(end < found.length && { continuation: String(end) }),
    };
  }
}
