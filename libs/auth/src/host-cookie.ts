import { parse } from 'cookie';
import { type CookieOptions, type Request, type Response } from 'express';

/**
 * Cookies that only this very host may set and get, and no script may read (`__Host-`:
 * https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.3.2). Lax: they come along when another site sends the browser here, not with
 * requests that site makes itself.
 */
const attributes = {
  httpOnly: true,
  secure: true,
  sameSite: 'lax',
  path: '/',
} as const satisfies CookieOptions;

export type HostCookieName = `__Host-${string}`;

export function setHostCookie(
  response: Response,
  name: HostCookieName,
  value: string,
  lifetimeSeconds: number,
): void {
  response.cookie(name, value, { ...attributes, maxAge: lifetimeSeconds * 1000 });
}

export function clearHostCookie(response: Response, name: HostCookieName): void {
  response.clearCookie(name, attributes);
}

export function readHostCookie(request: Request, name: HostCookieName): string | undefined {
  return parse(request.headers.cookie ?? '')[name];
}
