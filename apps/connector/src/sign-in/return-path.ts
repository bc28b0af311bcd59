/** Where browsers land when nothing else is asked for. */
export const HOME = '/admin/';

/** It waits in a cookie, which browsers take up to 4 KB of. */
const MAX_LENGTH = 1000;
/** What may be in an address as it is; no `\`, which browsers take for `/`, and no `#`. */
const SIGNS = /^\/admin\/[\w.~!$&'()*+,;=:@/?%-]*$/;
/** Whoever decodes these once more would be led elsewhere: control characters, `%`, `.`, `/`, `\`. */
const TRICKS = /\/\/|%(?:[01].|2[5EF]|5C|7F)/i;
/** Not for people: what answers in JSON, and the sign-in itself. */
const NO_PAGES = /^\/admin\/(?:api|sign-in)(?:\/|$)/i;
const ORIGIN = 'https://connector.invalid';

/** The page of ours that is to be shown after the sign-in, if `given` is one and nothing else; {@link HOME} otherwise. */
export function returnPath(given: unknown): string {
  if (typeof given !== 'string' || given.length > MAX_LENGTH || !SIGNS.test(given)) return HOME;
  const { href, pathname } = new URL(given, ORIGIN);
  const isAsItStands = href === ORIGIN + given;
  return isAsItStands && !TRICKS.test(pathname) && !NO_PAGES.test(pathname) ? given : HOME;
}
