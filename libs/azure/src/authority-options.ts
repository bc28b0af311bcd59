const PUBLIC_AUTHORITY = 'login.microsoftonline.com';

/** Where a credential asks for tokens. Microsoft's list of authorities does not know any other host, so it is not asked for one. */
export function authorityOptions({ origin, hostname }: URL) {
  return { authorityHost: origin, disableInstanceDiscovery: hostname !== PUBLIC_AUTHORITY };
}
