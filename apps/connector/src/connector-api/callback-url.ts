import { InvalidBody } from '../http/invalid-body';

/** What admins register at X. */
const PATH = '/Views/TwitterOAuth';

/** Where X sends people back to, exactly as it is to be registered there. */
export function callbackUrl(publicUrl: URL): string {
  return new URL(PATH, publicUrl).href;
}

/**
 * Throws InvalidBody unless a set-up page asks for people to be sent back to us: a page open under another address would not get its
 * ticket back.
 */
export function checkRedirectUrl(redirectUrl: string | null | undefined, publicUrl: URL): void {
  if (!redirectUrl || isSame(redirectUrl, callbackUrl(publicUrl))) return;
  const order = `must be ${callbackUrl(publicUrl)}: open the set-up page under that address`;
  throw new InvalidBody([{ property: 'redirectUrl', constraints: { order } }]);
}

/** Hosts are compared as they are, paths in any case. */
function isSame(one: string, other: string): boolean {
  if (!URL.canParse(one)) return false;
  const normal = (url: string) => new URL(url).href.replace(/\/$/, '').toLowerCase();
  return normal(one) === normal(other);
}
