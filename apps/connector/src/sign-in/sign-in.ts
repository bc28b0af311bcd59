import { Injectable } from '@nestjs/common';
import {
  addressOf,
  AdminSessions,
  EntraSignIn,
  NotAuthenticated,
  SetupKeyCheck,
  SignInFailed,
} from '@app/auth';
import { type Actor } from '@app/domain';
import { type Request, type Response } from 'express';

import { AuditTrail } from '../audit/audit-trail';
import { type BootstrapDto } from './bootstrap.dto';
import { HOME } from './return-path';

/** Lets people into the settings page and out again, and leaves an audit event each time. */
@Injectable()
export class SignIn {
  constructor(
    private readonly entra: EntraSignIn,
    private readonly setupKey: SetupKeyCheck,
    private readonly sessions: AdminSessions,
    private readonly audit: AuditTrail,
  ) {}

  /** Where the browser goes on: to where it was to return, or to the first page with the reason in `signInFailed` when nobody is signed in. */
  async complete(request: Request, response: Response): Promise<string> {
    const ip = addressOf(request);
    const isUnderWay = this.entra.isUnderWay(request);
    try {
      const { user, returnTo } = await this.entra.complete(request, response);
      const { id, name, role } = user;
      if (role) await this.audit.done({ kind: role, id, name, ip }, 'signed-in');
      else await this.audit.refused({ kind: 'user', id, name, ip }, 'signed-in', 'no-role');
      await this.sessions.issue(request, response, { kind: role ?? 'no-role', userId: id, name });
      return returnTo;
    } catch (error) {
      if (!(error instanceof SignInFailed)) throw error;
      const { failure, entraCode } = error;
      const details = { ...(entraCode !== undefined && { entraCode }) };
      // Anybody can open the address; without a sign-in of his own he has tried nothing, and must not fill the log.
      if (isUnderWay || failure !== 'begun-elsewhere')
        await this.audit.refused({ kind: 'unknown', ip }, 'signed-in', failure, details);
      return failedUrl(failure);
    }
  }

  /** Throws NotAuthenticated or TooManyAttempts. */
  async bootstrap(proof: BootstrapDto, request: Request, response: Response) {
    const actor: Actor = { kind: 'bootstrap', ip: addressOf(request) };
    const isKnown = await this.setupKey.isKnownTo(proof, addressOf(request));
    if (!isKnown) {
      await this.audit.refused(actor, 'signed-in', 'wrong-key');
      throw new NotAuthenticated('tenant id or APISecretKey is wrong');
    }
    await this.audit.done(actor, 'signed-in');
    return this.sessions.issue(request, response, { kind: 'bootstrap' });
  }

  /** Where the browser is to go now, to be signed out of Entra ID too. */
  async end(caller: Actor, request: Request, response: Response): Promise<string> {
    await this.audit.done(caller, 'signed-out');
    await this.sessions.end(request, response);
    return caller.kind === 'bootstrap' ? HOME : this.entra.signOutUrl();
  }
}

export function failedUrl(failure: SignInFailed['failure']): string {
  return `${HOME}?signInFailed=${failure}`;
}
