import { type webcrypto } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import {
  calculateJwkThumbprint,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
  type JWK,
} from 'jose';

import { SandboxSettings } from '../core/sandbox-settings';

export const ALGORITHM = 'RS256';

export interface SigningKey {
  privateKey: webcrypto.CryptoKey;
  jwk: JWK & { kid: string };
}

/** The keys that tokens are signed with: the newest one is kept, those before it until the process ends. */
@Injectable()
export class SigningKeys implements OnModuleDestroy {
  private readonly path: string;
  /** The newest first. */
  private keys: Promise<SigningKey[]>;

  constructor(settings: SandboxSettings) {
    this.path = join(settings.dataDir, 'entra.key');
    this.keys = this.load();
  }

  /** A key that is still being made would be written to a folder that may be gone. */
  async onModuleDestroy(): Promise<void> {
    await this.keys;
  }

  async current(): Promise<SigningKey> {
    const [newest] = await this.keys;
    if (newest) return newest;
    throw new Error('There is always one.');
  }

  async published(): Promise<{ keys: JWK[] }> {
    return { keys: (await this.keys).map(({ jwk }) => jwk) };
  }

  /** From now on a new key signs; the ones before are published on only when they are kept. */
  async rollOver(keepOld: boolean): Promise<void> {
    const old = keepOld ? await this.keys : [];
    const made = await makeKey();
    writeFileSync(this.path, await exportPKCS8(made.privateKey), { mode: 0o600 });
    this.keys = Promise.resolve([made, ...old]);
  }

  private async load(): Promise<SigningKey[]> {
    if (!existsSync(this.path)) {
      const { privateKey } = await makeKey();
      writeFileSync(this.path, await exportPKCS8(privateKey), { mode: 0o600 });
    }
    const pem = readFileSync(this.path, 'utf8');
    return [await describeKey(await importPKCS8(pem, ALGORITHM, { extractable: true }))];
  }
}

/** A key nobody publishes. */
export async function makeKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return describeKey(privateKey);
}

async function describeKey(privateKey: webcrypto.CryptoKey): Promise<SigningKey> {
  const { kty, n, e } = await exportJWK(privateKey);
  const open: JWK = { kty, n, e };
  const kid = await calculateJwkThumbprint(open);
  return { privateKey, jwk: { ...open, alg: ALGORITHM, use: 'sig', kid } };
}
