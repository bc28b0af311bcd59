import { Injectable } from '@nestjs/common';
import { BearerStrategy } from 'passport-azure-ad';
import { z } from 'zod';

import { NotAuthenticated } from '../not-authenticated';
import { EntraApplicationSource } from './entra-application-source';
import { EntraTenant } from './entra-tenant';
import { audiences, importClaims } from './import-claims';
import { ALGORITHM, commonOptions, runStrategy } from './strategy-run';
import { type TokenVersion } from './tenant-document';
import { decodeUnchecked } from './unchecked-token';

const versionSchema = z
  .object({ ver: z.enum(['1.0', '2.0']) })
  .transform(({ ver }): TokenVersion => (ver === '1.0' ? 'v1' : 'v2'));

/** Tokens that the Office 365 Import service proves itself with. */
@Injectable()
export class ImportTokens {
  constructor(
    private readonly tenant: EntraTenant,
    private readonly application: EntraApplicationSource,
  ) {}

  /**
   * Resolves for a token of our tenant, for our application, by that service, signed with RS256 and in time. Rejects with
   * NotAuthenticated, with the reason for the log, for any other, and with `auth.entra_unavailable`.
   */
  async check(token: string): Promise<void> {
    const { keyId, version, claims } = decode(token);
    const app = await this.application.find();
    if (!app) throw new NotAuthenticated('no Entra ID application is set');
    const { issuer } = await this.tenant.document(version);
    const known = { issuer, tenantId: this.tenant.id, appId: app.appId };
    const expected = importClaims(version, known);
    accept(expected, claims);
    const key = await this.tenant.signingKey(version, keyId);
    if (key === undefined) throw new NotAuthenticated('the token is signed with an unknown key');
    accept(expected, await verify(token, { issuer, appId: app.appId, key }));
  }
}

/** The claims of a token whose signature, issuer, audience and times passport-azure-ad finds right. */
async function verify(
  token: string,
  { issuer, appId, key }: { issuer: string; appId: string; key: string },
): Promise<unknown> {
  const options = {
    ...commonOptions,
    clientID: appId,
    issuer: [issuer],
    audience: audiences(appId),
  };
  const strategy = new BearerStrategy(options, (claims, done) => done(undefined, claims));
  // Its own reader ends the process when the answer is no JSON, and keeps keys for half an hour.
  const metadata = { oidc: { issuer, algorithms: [ALGORITHM] }, generateOidcPEM: () => key };
  strategy.loadMetadata = (_, next) => next(undefined, metadata);
  const request = { headers: { authorization: `Bearer ${token}` } };
  const outcome = await runStrategy(strategy, request);
  if (outcome.kind === 'success') return outcome.user;
  throw new NotAuthenticated("the token's signature is wrong, or it is over or not yet valid");
}

/** What an unchecked token says of itself. */
function decode(token: string): { keyId: string; version: TokenVersion; claims: unknown } {
  const decoded = decodeUnchecked(token);
  const { data: version } = versionSchema.safeParse(decoded?.claims);
  if (decoded && version) return { ...decoded, version };
  throw new NotAuthenticated('the token is no RS256 token of Entra ID');
}

function accept(schema: z.ZodType, claims: unknown): void {
  const { error } = schema.safeParse(claims);
  if (!error) return;
  const names = error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new NotAuthenticated(`the token's ${names} is not what it must be`);
}
