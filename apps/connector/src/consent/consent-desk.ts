import { Injectable } from '@nestjs/common';
import { type Actor, AppError, Clock, type Consent } from '@app/domain';
import { type AcceptedText } from '@app/jobs';

import { AuditTrail } from '../audit/audit-trail';
import { ConsentText } from './consent-text';

/** A login that has come back from X. */
interface ConsentingLogin {
  jobId: string;
  accountId: string;
  username: string;
  /** Absent where the set-up page did not ask, as Microsoft's does not. */
  accepted?: AcceptedText;
}

/** What account owners have accepted, or were not asked, for the audit log. */
@Injectable()
export class ConsentDesk {
  constructor(
    private readonly current: ConsentText,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The text was accepted in this moment. Throws `consent.changed` when it is not that which is in force. */
  accept(sha256: string): AcceptedText {
    if (sha256 !== this.current.sha256) throw changed();
    return { sha256, at: this.clock.now() };
  }

  /** Notes it before the account's keys are kept. Rejects with `consent.changed` as well. */
  async note(caller: Actor, login: ConsentingLogin): Promise<Consent | undefined> {
    const { jobId, accountId, username, accepted } = login;
    if (!accepted) {
      await this.audit.done(caller, 'consent.not-asked', accountId, { jobId, username });
      return undefined;
    }
    const { version, text, sha256 } = this.current;
    if (accepted.sha256 !== sha256) throw changed();
    const consent: Consent = { version, sha256, at: accepted.at, by: username };
    const details = { version, sha256, acceptedAt: consent.at.toISOString(), text };
    await this.audit.done(caller, 'consent.accepted', accountId, { jobId, username, ...details });
    return consent;
  }
}

function changed(): AppError {
  return new AppError(
    'consent.changed',
    'The text to be accepted has changed meanwhile. Load this page anew, read it and accept it again.',
  );
}
