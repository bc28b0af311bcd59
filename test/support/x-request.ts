import { randomUUID } from 'node:crypto';

import { oauthSignature } from '../../apps/sandbox/src/x-api/oauth1';
import { type RunningSandbox } from './sandbox';

export interface XAnswer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** What is unusual about a request. */
export interface Signing {
  nonce?: string;
  /** Seconds since 1970. */
  at?: number;
  appKey?: string;
  appSecret?: string;
  token?: string;
  tokenSecret?: string;
}

/** A GET of X's API as any client would make it, signed for the account of the sandbox's dataset unless told otherwise. */
export async function xRequest(
  { url: origin, credentials }: RunningSandbox,
  path: string,
  query: Record<string, string> = {},
  signing: Signing = {},
): Promise<XAnswer> {
  const url = new URL(path, origin);
  const oauth = {
    oauth_consumer_key: signing.appKey ?? credentials.xAppKey,
    oauth_nonce: signing.nonce ?? randomUUID(),
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(signing.at ?? Math.floor(Date.now() / 1000)),
    oauth_token: signing.token ?? credentials.xAccessToken,
    oauth_version: '1.0',
  };
  const signature = oauthSignature(
    {
      method: 'GET',
      url: url.href,
      parameters: [...Object.entries(query), ...Object.entries(oauth)],
    },
    signing.appSecret ?? credentials.xAppSecret,
    signing.tokenSecret ?? credentials.xAccessSecret,
  );
  const pairs = Object.entries({ ...oauth, oauth_signature: signature });
  const list = pairs.map(([name, value]) => `${name}="${encodeURIComponent(value)}"`).join(', ');
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const response = await fetch(url, { headers: { authorization: `OAuth ${list}` } });
  const { status, headers } = response;
  return { status, headers, body: await response.json() };
}
