import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { type Actor, type AuditAction, Clock, type ErrorDetails } from '@app/domain';

/** What somebody did, for the audit log. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly log: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes what was just done. What is noted can be done again without harm: when this rejects, the caller is told that it failed, and
   * does it again.
   */
  async done(
    actor: Actor,
    action: AuditAction,
    subject: string,
    details: ErrorDetails = {},
  ): Promise<void> {
    await this.log.append({
      at: this.clock.now(),
      actor,
      action,
      subject,
      result: 'done',
      details,
    });
  }
}
