import { ForbiddenException, Injectable } from '@nestjs/common';
import { type ActorKind } from '@app/domain';
import { type Request } from 'express';

import { noteCaller } from '../caller';
import { NotAuthenticated } from '../not-authenticated';
import { isSameText } from '../same-text';
import { AdminSessions, type SessionKind } from './admin-sessions';

const CHANGES_NOTHING = ['GET', 'HEAD', 'OPTIONS'];
const ACTORS = {
  admin: 'admin',
  examiner: 'examiner',
  'no-role': 'user',
  bootstrap: 'bootstrap',
} as const satisfies Record<SessionKind, ActorKind>;

const ROLE_NEEDED = 'Sign in with an account that has the role Connector.Admin.';
const REFUSALS = {
  admin: 'Nobody may call this.',
  examiner: 'The role Connector.Examiner may look, but not do this: it takes Connector.Admin.',
  'no-role':
    'You are signed in, but neither Connector.Admin nor Connector.Examiner is assigned to you.',
  bootstrap: ROLE_NEEDED,
} as const satisfies Record<SessionKind, string>;

/** What the guards of the settings page have in common. */
@Injectable()
export class SessionCheck {
  constructor(private readonly sessions: AdminSessions) {}

  /** Throws NotAuthenticated without a session, ForbiddenException with one of another kind or without its CSRF token. */
  async allow(request: Request, kinds: readonly SessionKind[]): Promise<true> {
    const session = await this.sessions.read(request);
    if (!session) throw new NotAuthenticated();
    if (!kinds.includes(session.kind)) {
      throw new ForbiddenException(REFUSALS[session.kind]);
    }
    const given = request.headers['x-csrf-token'];
    const isOurs = typeof given === 'string' && isSameText(given, session.csrfToken);
    if (!CHANGES_NOTHING.includes(request.method) && !isOurs) {
      throw new ForbiddenException('The request does not come from the settings page.');
    }
    const { kind, userId, name } = session;
    return noteCaller(request, { kind: ACTORS[kind], id: userId, name });
  }
}
