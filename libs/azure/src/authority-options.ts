import { type TokenCredentialOptions } from '@azure/identity';

const PUBLIC_AUTHORITY = 'login.microsoftonline.com';
/** The library sets no limit of its own. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Where a credential asks for tokens, and how long. Microsoft's list of authorities does not know any other host, so it is not asked for one. */
export function authorityOptions({ origin, hostname }: URL) {
  return {
    authorityHost: origin,
    disableInstanceDiscovery: hostname !== PUBLIC_AUTHORITY,
    additionalPolicies: [
      {
        position: 'perCall',
        policy: {
          name: 'timeLimit',
          sendRequest: (request, next) => {
            request.timeout = REQUEST_TIMEOUT_MS;
            return next(request);
          },
        },
      },
    ],
  } satisfies TokenCredentialOptions & { disableInstanceDiscovery: boolean };
}
