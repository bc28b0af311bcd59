import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { type Actor, type AuditAction, Clock, type ErrorDetails } from '@app/domain';

/** What somebody did, or was not let do, for the audit log. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly log: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes what is about to be done, or was just done if it can be done again without harm: when this rejects, the caller is told that it
   * failed, and does it again.
   */
  async done(
    actor: Actor,
    action: AuditAction,
    subject?: string,
    details: ErrorDetails = {},
  ): Promise<void> {
    const at = this.clock.now();
    await this.log.append({ at, actor, action, subject, result: 'done', details });
  }

  /** Notes what somebody was not let do, and why. */
  async refused(
    actor: Actor,
    action: AuditAction,
    reason: string,
    details: ErrorDetails = {},
  ): Promise<void> {
    const at = this.clock.now();
    await this.log.append({
      at,
      actor,
      action,
      result: 'refused',
      details: { ...details, reason },
    });
  }
}
