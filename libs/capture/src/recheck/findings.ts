import { type AuditLog } from '@app/audit';
import {
  type AuditAction,
  type AuditEvent,
  type Clock,
  type ErrorDetails,
  type PostId,
} from '@app/domain';

/** So that an event stays small however much is found at once. */
const MOST_IDS = 100;

export type Finding = Extract<AuditAction, `posts.${string}`>;

/**
 * What looking again at an account's archive has found, in the audit log. Noted before it is archived: where the worker dies in
 * between, it is found and noted again; never is something archived that is not noted. Rejects with `audit.unavailable`.
 */
export class Findings {
  constructor(
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly accountId: string,
  ) {}

  /** One event for all that was found at once; none for nothing. */
  async note(
    action: Finding,
    ids: readonly PostId[],
    more: ErrorDetails = {},
    result: AuditEvent['result'] = 'done',
  ): Promise<void> {
    if (ids.length === 0) return;
    await this.audit.append({
      at: this.clock.now(),
      actor: { kind: 'worker' },
      ...{ action, subject: this.accountId, result },
      details: { posts: ids.slice(0, MOST_IDS).join(' '), count: ids.length, ...more },
    });
  }
}
