import { type AppError, type AuditAction, type AuditEvent } from '@app/domain';

export interface AuditQuery {
  /** Both ends included. */
  from?: Date;
  to?: Date;
  action?: AuditAction;
  /** An actor's id, name or kind, as a whole. */
  actor?: string;
  /** At most so many events a page. */
  limit: number;
  /** From the page before; the rest of the query must be the same. */
  continuation?: string;
  /** Is told each row that cannot be read, which is then left out; without it, such a row is what `list` rejects with. */
  onDamaged?: (error: AppError) => void;
}

export interface AuditPage {
  events: AuditEvent[];
  /** Absent on the last page. */
  continuation?: string;
}

/**
 * What was done to this service, by whom, when and with what result: appended, never changed. Rejects with
 * `audit.unavailable`; who asked is then told that it failed. What cannot be done again without harm is noted before it is done.
 */
export abstract class AuditLog {
  /** Resolves when the event is safe. */
  abstract append(event: AuditEvent): Promise<void>;

  /** The newest first; of one millisecond in any order. Rejects with `audit.bad_continuation` for one that is not ours, with `storage.damaged`. */
  abstract list(query: AuditQuery): Promise<AuditPage>;
}
