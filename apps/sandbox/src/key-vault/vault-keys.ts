import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { p256 } from '@noble/curves/nist.js';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { readJsonFile, writeJsonFile } from '../core/json-file';
import { SandboxSettings } from '../core/sandbox-settings';
import { keyNotFound } from './vault-problem';

const versionSchema = z.object({
  id: z.string(),
  /** Private, hex. */
  secret: z.string(),
  /** Of the public point, base64url. */
  x: z.string(),
  y: z.string(),
  created: z.int(),
});
export type KeyVersion = z.infer<typeof versionSchema>;

const keysSchema = z.record(z.string(), z.array(versionSchema));

/** The keys of the vault (P-256), kept through restarts. They sign a digest, which Node's own crypto does not. */
@Injectable()
export class VaultKeys {
  private readonly path: string;
  private readonly keys: Map<string, KeyVersion[]>;

  constructor(settings: SandboxSettings) {
    this.path = join(settings.dataDir, 'key-vault-keys.json');
    this.keys = new Map(Object.entries(readJsonFile(this.path, keysSchema) ?? {}));
  }

  create(name: string): KeyVersion {
    const secret = p256.utils.randomSecretKey();
    const point = p256.getPublicKey(secret, false);
    const version = {
      id: randomUUID().replaceAll('-', ''),
      secret: Buffer.from(secret).toString('hex'),
      x: Buffer.from(point.subarray(1, 33)).toString('base64url'),
      y: Buffer.from(point.subarray(33)).toString('base64url'),
      created: Math.floor(Date.now() / 1000),
    };
    this.keys.set(name.toLowerCase(), [...(this.keys.get(name.toLowerCase()) ?? []), version]);
    writeJsonFile(this.path, Object.fromEntries(this.keys));
    return version;
  }

  /** The version of that id, or the newest. */
  version(name: string, id?: string): KeyVersion {
    const versions = this.keys.get(name.toLowerCase()) ?? [];
    const found = id ? versions.find((each) => each.id === id) : versions.at(-1);
    if (!found) throw keyNotFound(name);
    return found;
  }

  signDigest({ secret }: KeyVersion, digest: Buffer): Buffer {
    return Buffer.from(p256.sign(digest, Buffer.from(secret, 'hex'), { prehash: false }));
  }
}
