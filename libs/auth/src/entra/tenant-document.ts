import { createPublicKey } from 'node:crypto';
import { z } from 'zod';

/** Entra ID issues tokens of two kinds; each has its own issuer and its own list of keys. */
export type TokenVersion = 'v1' | 'v2';

/** https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#find-your-apps-openid-configuration-document-uri */
const PATHS = {
  v1: '.well-known/openid-configuration',
  v2: 'v2.0/.well-known/openid-configuration',
} as const satisfies Record<TokenVersion, string>;

const MIN_KEY_BITS = 2048;

export const documentSchema = z
  .object({
    issuer: z.string(),
    authorization_endpoint: z.url(),
    token_endpoint: z.url(),
    jwks_uri: z.url(),
    end_session_endpoint: z.url().optional(),
  })
  .transform((document) => ({
    issuer: document.issuer,
    authorizationUrl: document.authorization_endpoint,
    tokenUrl: document.token_endpoint,
    keysUrl: document.jwks_uri,
    signOutUrl: document.end_session_endpoint,
  }));
export type TenantDocument = z.infer<typeof documentSchema>;

const rsaKey = z.object({ kty: z.literal('RSA'), kid: z.string(), n: z.string(), e: z.string() });
const keysSchema = z.object({ keys: z.array(z.unknown()) });

/** Where a tenant publishes what its tokens are checked with. */
export function documentUrl(authorityUrl: URL, tenantId: string, version: TokenVersion): URL {
  return new URL(`/${tenantId}/${PATHS[version]}`, authorityUrl);
}

/** The RSA keys of a JWK set as PEM by their ids; what is of another kind, or too short, is left out. */
export function readKeys(jwks: unknown): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const each of keysSchema.parse(jwks).keys) {
    const { data } = rsaKey.safeParse(each);
    if (!data) continue;
    const { kid, ...jwk } = data;
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (bits >= MIN_KEY_BITS) keys.set(kid, String(key.export({ type: 'spki', format: 'pem' })));
  }
  return keys;
}
