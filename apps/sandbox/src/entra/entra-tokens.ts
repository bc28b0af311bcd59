import { Injectable } from '@nestjs/common';
import { createLocalJWKSet, jwtVerify, type JWTPayload, SignJWT } from 'jose';

import { IssuedSecrets } from '../core/issued-secrets';
import { SandboxCredentials } from '../core/sandbox-credentials';
import { type EntraUser } from './entra-users';
import { ALGORITHM, SigningKeys } from './signing-keys';

/** The Import service's resource, which tokens for its Event API are made for (office365-import-protocol.md). */
export const EVENT_API_RESOURCE =
  'https://microsoft.onmicrosoft.com/4e476d41-2395-42be-89ff-34cb9186a1ac';
/** Key Vault's resource. */
export const VAULT_RESOURCE = 'https://vault.azure.net';
/** The application the Import service calls connectors as. */
export const IMPORT_APP_ID = '570d0bec-d001-4c4e-985e-3ab17fdc3073';

const LIFETIME_SECONDS = 3600;

export type TokenVersion = 'v1' | 'v2';

/** Makes and checks tokens, as Entra ID does. */
@Injectable()
export class EntraTokens {
  constructor(
    private readonly keys: SigningKeys,
    private readonly credentials: SandboxCredentials,
    private readonly issued: IssuedSecrets,
  ) {}

  /** For the connector's application, to use a resource with. */
  issue(origin: string, resource: string): Promise<string> {
    const { aadAppId } = this.credentials;
    return this.sign({ ...this.common(origin, 'v1'), aud: resource, appid: aadAppId });
  }

  /** For the Import service, to call the connector with. */
  importToken(origin: string): Promise<string> {
    return this.sign(this.importClaims(origin, 'v1'));
  }

  importClaims(origin: string, version: TokenVersion): JWTPayload {
    const caller = version === 'v1' ? { appid: IMPORT_APP_ID } : { azp: IMPORT_APP_ID };
    return { ...this.common(origin, version), aud: this.credentials.aadAppId, ...caller };
  }

  /** Who has signed in, for the connector's application. */
  idToken(origin: string, { roles, ...user }: EntraUser, nonce?: string): Promise<string> {
    return this.sign({
      ...this.common(origin, 'v2'),
      aud: this.credentials.aadAppId,
      sub: `${user.oid}-here`,
      ...user,
      ...(roles.length > 0 && { roles }),
      nonce,
    });
  }

  async sign(claims: JWTPayload): Promise<string> {
    const { privateKey, jwk } = await this.keys.current();
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, kid: jwk.kid, typ: 'JWT' })
      .sign(privateKey);
    this.issued.note('token', token);
    return token;
  }

  /** True for a token of ours for the resource, not over. */
  async isValid(authorization: string | undefined, resource: string): Promise<boolean> {
    const [, token = ''] = /^Bearer (.+)$/.exec(authorization ?? '') ?? [];
    const known = createLocalJWKSet(await this.keys.published());
    try {
      await jwtVerify(token, known, { audience: resource, algorithms: [ALGORITHM] });
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error) return false;
      throw error;
    }
  }

  issuer(origin: string, version: TokenVersion): string {
    const base = `${origin}/${this.credentials.tenantId}/`;
    return version === 'v1' ? base : `${base}v2.0`;
  }

  private common(origin: string, version: TokenVersion): JWTPayload {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: this.issuer(origin, version),
      tid: this.credentials.tenantId,
      ver: version === 'v1' ? '1.0' : '2.0',
      iat: now,
      nbf: now,
      exp: now + LIFETIME_SECONDS,
    };
  }
}
