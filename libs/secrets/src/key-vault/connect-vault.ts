import { SecretClient, type SecretClientOptions } from '@azure/keyvault-secrets';

/** A blip is bridged here, within {@link CALL_TIMEOUT_MS}; everything longer is for CachedSecretStore and who asks it. */
const retryOptions = { maxRetries: 2, retryDelayInMs: 500, maxRetryDelayInMs: 2000 };

/** A call is given up after this, tries and tokens included: before a process that is told to stop must have ended. */
export const CALL_TIMEOUT_MS = 8000;

type Credential = ConstructorParameters<typeof SecretClient>[1];
type Options = Pick<SecretClientOptions, 'disableChallengeResourceVerification' | 'httpClient'>;

export interface VaultAccess {
  url: URL;
  credential: Credential;
  options: Options;
}

/** A client of one vault. It never goes where an answer redirects it to. */
export function connectVault(url: URL, credential: Credential, options: Options): SecretClient {
  return new SecretClient(url.origin, credential, vaultOptions(options));
}

/** How a client of a vault calls it. */
export function vaultOptions(options: Options) {
  return {
    ...options,
    // The newest that every Azure cloud has.
    serviceVersion: '7.4' as const,
    retryOptions,
    redirectOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: 'twitter-archive-connector' },
  };
}

/** Makes a call that ends in time, also when only the token does not come: the identity SDK does not heed the signal. */
export async function inTime<T>(
  call: (options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const abortSignal = AbortSignal.timeout(CALL_TIMEOUT_MS);
  const overdue = new Promise<never>((_resolve, reject) => {
    abortSignal.addEventListener('abort', () => reject(abortSignal.reason as Error));
  });
  return Promise.race([call({ abortSignal }), overdue]);
}
