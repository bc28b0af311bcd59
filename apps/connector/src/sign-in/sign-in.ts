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

/** Lets people into the settings page and out again, and leaves an audit event each time. */
@Injectable()
export class SignIn {
  constructor(
    private readonly entra: EntraSignIn,
    private readonly setupKey: SetupKeyCheck,
    private readonly sessions: AdminSessions,
    private readonly audit: AuditTrail,
  ) {}

  /** Where the browser goes on: to the settings page, with the reason in `signInFailed` when nobody is signed in. */
  async complete(request: Request, response: Response): Promise<string> {
    const actor: Actor = { kind: 'admin', ip: addressOf(request) };
    try {
      const { id, name, isAdmin } = await this.entra.complete(request, response);
      const user = { ...actor, id, name };
      if (isAdmin) await this.audit.done(user, 'signed-in');
      else await this.audit.refused(user, 'signed-in', 'no-role');
      const kind = isAdmin ? 'admin' : 'no-role';
      await this.sessions.issue(request, response, { kind, userId: id, name });
      return '/admin/';
    } catch (error) {
      if (!(error instanceof SignInFailed)) throw error;
      const { failure, entraCode } = error;
      const details = { ...(entraCode !== undefined && { entraCode }) };
      await this.audit.refused(actor, 'signed-in', failure, details);
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
    return caller.kind === 'admin' ? this.entra.signOutUrl() : '/admin/';
  }
}

export function failedUrl(failure: SignInFailed['failure']): string {
  return `/admin/?signInFailed=${failure}`;
}
