import { Injectable } from '@nestjs/common';
import { type Request } from 'express';

import { RequestCounts } from '../core/request-counts';
import { SandboxCredentials } from '../core/sandbox-credentials';
import { isSameSignature, oauthParameters, oauthSignature } from './oauth1';
import { unauthorized, XProblem } from './x-problem';

/** Seconds a request's time may differ from ours. */
const MAX_SKEW_SECONDS = 300;
const WINDOW_SECONDS = 900;

/** Requests per window and route, as X documents them for a user (https://docs.x.com/x-api/fundamentals/rate-limits). */
const LIMITS: Readonly<Record<string, number>> = {
  timeline: 900,
  lookup: 5000,
  'single lookup': 900,
  me: 75,
  user: 900,
};

/** Who is let in to X's API, and how often. */
@Injectable()
export class XGate {
  private readonly nonces = new Map<string, number>();
  private readonly used = new Map<string, { count: number; reset: number }>();

  constructor(
    private readonly credentials: SandboxCredentials,
    private readonly requests: RequestCounts,
  ) {}

  /** Checks consumer, token, time, nonce and signature of a request in the account's name. Throws XProblem 401. */
  authenticate(request: Request): void {
    const { xAccessToken, xAccessSecret } = this.credentials;
    const parameters = this.verify(request, xAccessSecret);
    if (parameters.get('oauth_token') !== xAccessToken) throw this.reject();
  }

  /** The oauth parameters of a request that the app has signed. Throws XProblem 401. */
  verify(request: Request, tokenSecret: string): Map<string, string> {
    const oauth = oauthParameters(request.headers.authorization);
    if (!oauth || oauth.get('oauth_consumer_key') !== this.credentials.xAppKey) throw this.reject();
    if (!this.isFresh(oauth)) throw this.reject();
    const given = oauth.get('oauth_signature') ?? '';
    const expected = oauthSignature(
      signedParts(request, oauth),
      this.credentials.xAppSecret,
      tokenSecret,
    );
    if (!isSameSignature(given, expected)) throw this.reject();
    return oauth;
  }

  /** Counts a request against its route's limit; the headers that tell what is left. Throws XProblem 429 when nothing is. */
  count(route: string): Record<string, string> {
    const now = Math.floor(Date.now() / 1000);
    const limit = LIMITS[route] ?? 900;
    const known = this.used.get(route);
    const window = known && known.reset > now ? known : { count: 0, reset: now + WINDOW_SECONDS };
    window.count += 1;
    this.used.set(route, window);
    const headers = {
      'x-rate-limit-limit': String(limit),
      'x-rate-limit-remaining': String(Math.max(limit - window.count, 0)),
      'x-rate-limit-reset': String(window.reset),
    };
    if (window.count <= limit) return headers;
    const body = {
      title: 'Too Many Requests',
      detail: 'Too Many Requests',
      type: 'about:blank',
      status: 429,
    };
    throw new XProblem(429, body, headers);
  }

  private isFresh(oauth: Map<string, string>): boolean {
    const now = Date.now() / 1000;
    const skew = Math.abs(now - Number(oauth.get('oauth_timestamp')));
    const nonce = oauth.get('oauth_nonce') ?? '';
    if (!(skew <= MAX_SKEW_SECONDS) || nonce === '' || this.nonces.has(nonce)) return false;
    this.nonces.set(nonce, now);
    for (const [old, at] of this.nonces) {
      if (at > now - 2 * MAX_SKEW_SECONDS) break;
      this.nonces.delete(old);
    }
    return true;
  }

  private reject(): XProblem {
    this.requests.add('rejected');
    return unauthorized();
  }
}

function signedParts(request: Request, oauth: Map<string, string>) {
  const url = new URL(request.originalUrl, `https://${request.headers.host ?? ''}`);
  const form = new URLSearchParams((request.body ?? {}) as Record<string, string>);
  return {
    method: request.method,
    url: url.origin + url.pathname,
    parameters: [
      ...url.searchParams,
      ...form,
      ...[...oauth].filter(([name]) => name !== 'oauth_signature' && name !== 'realm'),
    ],
  };
}
