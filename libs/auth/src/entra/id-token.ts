import { randomUUID } from 'node:crypto';
import { type EntraCredentials } from '@app/domain';
import { OIDCStrategy, type OidcTokens } from 'passport-azure-ad';
import { z } from 'zod';

import { ALGORITHM, commonOptions, runStrategy } from './strategy-run';
import { type TenantDocument } from './tenant-document';

const SESSION_KEY = 'sign-in';
const LIFETIME_SECONDS = 600;

/** A sign-in at Entra ID, from our side. */
export interface OidcFlow {
  app: EntraCredentials;
  document: TenantDocument;
  redirectUrl: URL;
}

/** What binds Entra ID's answer to what the browser was sent there with. */
export interface Binding {
  state: string;
  nonce: string;
}

const sessionSchema = z
  .object({
    [SESSION_KEY]: z.object({
      content: z.tuple([z.object({ state: z.string(), nonce: z.string() })]),
    }),
  })
  .transform(({ [SESSION_KEY]: { content } }): Binding => content[0]);

/** Where the browser is to be sent, and what its answer will be bound to. */
export async function beginFlow(
  flow: OidcFlow,
  codeChallenge: string,
): Promise<{ location: string; binding: Binding }> {
  const request = { query: {}, session: {} };
  const outcome = await runStrategy(strategyFor(flow), request, {
    prompt: 'select_account',
    extraAuthReqQueryParams: { code_challenge: codeChallenge, code_challenge_method: 'S256' },
  });
  if (outcome.kind !== 'redirect') throw new Error('Every sign-in begins with a redirect.');
  return { location: outcome.location, binding: sessionSchema.parse(request.session) };
}

/**
 * The claims of an id token whose signature, issuer, audience, times and nonce passport-azure-ad finds right, and whose state it has
 * found to be ours; `undefined` for any other. The token must be one that can be decoded.
 */
export async function verifiedClaims(
  flow: OidcFlow,
  { state, nonce }: Binding,
  answer: { state: string; tokens: OidcTokens; key: string },
): Promise<unknown> {
  const strategy = strategyFor(flow, answer.key);
  strategy._getAccessTokenBySecretOrAssertion = (_code, _config, _next, callback) =>
    callback(undefined, answer.tokens);
  // The cookie that kept the binding has its own end; the library's does not count.
  const content = [{ state, nonce, timeStamp: Date.now() }];
  const request = {
    query: { code: 'redeemed', state: answer.state },
    session: { [SESSION_KEY]: { content } },
  };
  const outcome = await runStrategy(strategy, request);
  if (outcome.kind !== 'success') return undefined;
  return z.object({ _json: z.unknown() }).parse(outcome.user)._json;
}

function strategyFor({ app, document, redirectUrl }: OidcFlow, key?: string): OIDCStrategy {
  const options = {
    ...commonOptions,
    clientID: app.appId.toLowerCase(),
    clientSecret: app.secret.reveal(),
    responseType: 'code',
    responseMode: 'query',
    redirectUrl: redirectUrl.href,
    allowHttpForRedirectUrl: redirectUrl.protocol === 'http:',
    scope: ['openid', 'profile'],
    sessionKey: SESSION_KEY,
    nonceLifetime: LIFETIME_SECONDS,
    nonceMaxAmount: 1,
    passReqToCallback: false,
  } as const;
  const strategy = new OIDCStrategy({ ...options, scope: [...options.scope] }, (profile, done) =>
    done(undefined, profile),
  );
  const collect = strategy.collectInfoFromReq.bind(strategy);
  strategy.collectInfoFromReq = (params, request, next, response) => {
    const then = (error?: unknown) => {
      if (!error) Object.assign(params, ownMetadata(document, key));
      next(error);
    };
    collect(params, request, then, response);
  };
  return strategy;
}

/** In place of what the library would read itself. It caches what it is given by this key, so that every run needs its own. */
function ownMetadata({ issuer, authorizationUrl, tokenUrl }: TenantDocument, key = '') {
  const oidc = {
    issuer,
    algorithms: [ALGORITHM],
    authorization_endpoint: authorizationUrl,
    token_endpoint: tokenUrl,
  };
  const fetch = (callback: () => void) => callback();
  return { metadata: { oidc, generateOidcPEM: () => key, fetch }, cachekey: randomUUID() };
}
