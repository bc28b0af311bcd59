import { type webcrypto } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  calculateJwkThumbprint,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';

import { SandboxCredentials } from '../core/sandbox-credentials';
import { SandboxSettings } from '../core/sandbox-settings';

/** The Import service's resource, which tokens for its Event API are made for (office365-import-protocol.md). */
export const EVENT_API_RESOURCE =
  'https://microsoft.onmicrosoft.com/4e476d41-2395-42be-89ff-34cb9186a1ac';
/** Key Vault's resource. */
export const VAULT_RESOURCE = 'https://vault.azure.net';
const ALGORITHM = 'RS256';

interface SigningKey {
  privateKey: webcrypto.CryptoKey;
  jwk: JWK;
}

/** Signs and checks access tokens, as Entra ID does, with a key of its own that is kept. */
@Injectable()
export class EntraTokens {
  private readonly key: Promise<SigningKey>;

  constructor(
    settings: SandboxSettings,
    private readonly credentials: SandboxCredentials,
  ) {
    this.key = loadKey(join(settings.dataDir, 'entra.key'));
  }

  async jwks(): Promise<{ keys: JWK[] }> {
    return { keys: [(await this.key).jwk] };
  }

  async issue(origin: string, resource: string): Promise<string> {
    const { privateKey, jwk } = await this.key;
    const { tenantId, aadAppId } = this.credentials;
    return new SignJWT({ appid: aadAppId, tid: tenantId, ver: '1.0' })
      .setProtectedHeader({ alg: ALGORITHM, kid: jwk.kid ?? '', typ: 'JWT' })
      .setIssuer(`${origin}/${tenantId}/`)
      .setAudience(resource)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
  }

  /** True for a token of ours for the resource, not over. */
  async isValid(authorization: string | undefined, resource: string): Promise<boolean> {
    const [, token = ''] = /^Bearer (.+)$/.exec(authorization ?? '') ?? [];
    const { jwk } = await this.key;
    try {
      await jwtVerify(token, jwk, { audience: resource, algorithms: [ALGORITHM] });
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error) return false;
      throw error;
    }
  }
}

async function loadKey(path: string): Promise<SigningKey> {
  if (!existsSync(path)) {
    const made = await generateKeyPair(ALGORITHM, { extractable: true });
    writeFileSync(path, await exportPKCS8(made.privateKey), { mode: 0o600 });
  }
  const privateKey = await importPKCS8(readFileSync(path, 'utf8'), ALGORITHM, {
    extractable: true,
  });
  const { kty, n, e } = await exportJWK(privateKey);
  const open: JWK = { kty, n, e };
  return {
    privateKey,
    jwk: { ...open, alg: ALGORITHM, use: 'sig', kid: await calculateJwkThumbprint(open) },
  };
}
