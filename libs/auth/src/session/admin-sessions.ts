import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@app/domain';
import { type Request, type Response } from 'express';
import { z } from 'zod';

import { clearHostCookie, readHostCookie, setHostCookie } from '../host-cookie';
import { EndedSessions } from './ended-sessions';
import { SealedToken } from './sealed-token';

const COOKIE = '__Host-session';
const HOUR_SECONDS = 3600;
const LIFETIME_SECONDS = {
  admin: 8 * HOUR_SECONDS,
  examiner: 8 * HOUR_SECONDS,
  'no-role': 8 * HOUR_SECONDS,
  bootstrap: HOUR_SECONDS,
} as const;

const claims = z.object({
  id: z.string(),
  kind: z.enum(['admin', 'examiner', 'no-role', 'bootstrap']),
  /** The user's object id. */
  userId: z.string().optional(),
  name: z.string().optional(),
  csrfToken: z.string(),
  /** Seconds since 1970, as JWTs have it. */
  exp: z.number(),
});

/** `examiner`: looks at everything but the settings, and changes nothing. `no-role`: signed in, but without an app role. */
export type SessionKind = z.infer<typeof claims>['kind'];

export interface Session {
  id: string;
  kind: SessionKind;
  userId?: string;
  name?: string;
  /** Must come in the header `x-csrf-token` of every request that changes something. */
  csrfToken: string;
  expiresAt: Date;
}

/** The sessions of the settings page: kept in an encrypted cookie, known here only when ended before their time. */
@Injectable()
export class AdminSessions {
  constructor(
    private readonly tokens: SealedToken,
    private readonly ended: EndedSessions,
    private readonly clock: Clock,
  ) {}

  /** Begins a session of its own, never one that the browser brought along; that one is ended. */
  async issue(
    request: Request,
    response: Response,
    user: Pick<Session, 'kind' | 'userId' | 'name'>,
  ): Promise<Session> {
    await this.invalidate(request);
    const lifetimeSeconds = LIFETIME_SECONDS[user.kind];
    const expiresAt = new Date(this.clock.now().getTime() + lifetimeSeconds * 1000);
    const session = { ...user, id: random(), csrfToken: random(), expiresAt };
    const { expiresAt: _, ...kept } = session;
    setHostCookie(
      response,
      COOKIE,
      await this.tokens.seal('session', kept, expiresAt),
      lifetimeSeconds,
    );
    return session;
  }

  /** The session a request belongs to; `undefined` when there is none, or it is over. */
  async read(request: Request): Promise<Session | undefined> {
    const cookie = readHostCookie(request, COOKIE);
    const found = cookie && (await this.tokens.open('session', cookie, claims));
    if (!found || (await this.ended.has(found.id))) return undefined;
    const { exp, ...rest } = found;
    return { ...rest, expiresAt: new Date(exp * 1000) };
  }

  /** Ends the session a request belongs to, also for whoever has a copy of the cookie. */
  async end(request: Request, response: Response): Promise<void> {
    await this.invalidate(request);
    clearHostCookie(response, COOKIE);
  }

  private async invalidate(request: Request): Promise<void> {
    const session = await this.read(request);
    if (session) await this.ended.add(session.id, session.expiresAt);
  }
}

function random(): string {
  return randomBytes(32).toString('base64url');
}
