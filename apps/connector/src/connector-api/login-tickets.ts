import { createHash } from 'node:crypto';
import { clearHostCookie, type HostCookieName, readHostCookie, setHostCookie } from '@app/auth';
import { type Request, type Response } from 'express';

import { LOGIN_SECONDS, type StartedLogin } from './account-login';

const PATTERN = /__Host-login-[0-9a-f]{8}(?==)/g;

/** The browser keeps a ticket per login, so that two set-ups in one browser stay apart. */
export function giveTicket(response: Response, { requestToken, ticket }: StartedLogin): void {
  setHostCookie(response, cookieOf(requestToken), ticket, LOGIN_SECONDS);
}

/**
 * Takes the ticket of a login from the browser. Which login is told by X's token for it; without, it is the only one under way.
 * `undefined` when there is none, or it is not told which of several.
 */
export function takeTicket(
  request: Request,
  response: Response,
  requestToken?: string | null,
): string | undefined {
  const held = new Set(request.headers.cookie?.match(PATTERN) ?? []) as Set<HostCookieName>;
  const [only] = held.size === 1 ? held : [];
  const name = requestToken ? cookieOf(requestToken) : only;
  if (name === undefined) return undefined;
  clearHostCookie(response, name);
  return readHostCookie(request, name);
}

function cookieOf(requestToken: string): HostCookieName {
  const hash = createHash('sha256').update(requestToken).digest('hex');
  return `__Host-login-${hash.slice(0, 8)}`;
}
