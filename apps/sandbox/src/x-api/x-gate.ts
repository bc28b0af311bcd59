import { Injectable } from '@nestjs/common';
import { type Request } from 'express';

import { RequestCounts } from '../core/request-counts';
import { SandboxCredentials } from '../core/sandbox-credentials';
import { isSameSignature, oauthParameters, oauthSignature } from './oauth1';
import { type Permission } from './x-app';
import { XGrants } from './x-grants';
import { oauthProblem, unauthorized, XProblem } from './x-problem';

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
  mentions: 300,
  search: 300,
  messages: 15,
  likes: 75,
};

/** Who is let in to X's API, and how often. */
@Injectable()
export class XGate {
  private readonly nonces = new Map<string, number>();
  private readonly used = new Map<string, { count: number; reset: number }>();

  constructor(
    private readonly credentials: SandboxCredentials,
    private readonly grants: XGrants,
    private readonly requests: RequestCounts,
  ) {}

  /** The user in whose name a request comes: consumer, token, time, nonce and signature are checked. Throws XProblem 401. */
  authenticate(request: Request): string {
    const oauth = oauthParameters(request.headers.authorization);
    const grant = this.grants.find(oauth?.get('oauth_token'));
    if (!grant) throw this.refusal(request, 'not authentic');
    this.verify(request, grant.accessSecret);
    return grant.userId;
  }

  /** What the user has let the app do. */
  permissionOf(userId: string): Permission {
    return this.grants.permissionOf(userId);
  }

  /** The oauth parameters of a request that the app has signed. Throws XProblem 401. */
  verify(request: Request, tokenSecret: string): Map<string, string> {
    const oauth = oauthParameters(request.headers.authorization);
    if (oauth?.get('oauth_consumer_key') !== this.credentials.xAppKey)
      throw this.refusal(request, 'not authentic');
    if (!isInTime(oauth)) throw this.refusal(request, 'out of time');
    if (!this.isNew(oauth)) throw this.refusal(request, 'not authentic');
    const given = oauth.get('oauth_signature') ?? '';
    const expected = oauthSignature(
      signedParts(request, oauth),
      this.credentials.xAppSecret,
      tokenSecret,
    );
    if (!isSameSignature(given, expected)) throw this.refusal(request, 'not authentic');
    return oauth;
  }

  /** Counts a user's request against its route's limit; the headers that tell what is left. Throws XProblem 429 when nothing is. */
  count(route: string, userId: string): Record<string, string> {
    const now = Math.floor(Date.now() / 1000);
    const limit = LIMITS[route] ?? 900;
    const key = `${route} of ${userId}`;
    const known = this.used.get(key);
    const window = known && known.reset > now ? known : { count: 0, reset: now + WINDOW_SECONDS };
    window.count += 1;
    this.used.set(key, window);
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

  private isNew(oauth: Map<string, string>): boolean {
    const now = Date.now() / 1000;
    const nonce = oauth.get('oauth_nonce') ?? '';
    if (nonce === '' || this.nonces.has(nonce)) return false;
    this.nonces.set(nonce, now);
    for (const [old, at] of this.nonces) {
      if (at > now - 2 * MAX_SKEW_SECONDS) break;
      this.nonces.delete(old);
    }
    return true;
  }

  /** v2 says no without a reason, the login with a code. */
  private refusal({ path }: Request, why: 'not authentic' | 'out of time'): XProblem {
    this.requests.add('rejected');
    if (!path.startsWith('/oauth/')) return unauthorized();
    return why === 'out of time'
      ? oauthProblem(401, 135, 'Timestamp out of bounds.')
      : oauthProblem(401, 32, 'Could not authenticate you.');
  }
}

function isInTime(oauth: Map<string, string>): boolean {
  const skew = Math.abs(Date.now() / 1000 - Number(oauth.get('oauth_timestamp')));
  return skew <= MAX_SKEW_SECONDS;
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
