import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { readJsonFile, writeJsonFile } from '../core/json-file';
import { SandboxSettings } from '../core/sandbox-settings';
import { isBeingRecovered, isDeleted, isWritten, notFound } from './vault-problem';

/** How long a write takes, and after a recovery the name still cannot be used for one. A real vault takes longer. */
const WRITE_MS = 20;
const RECOVERY_MS = 200;

const versionSchema = z.object({
  id: z.string(),
  value: z.string(),
  tags: z.record(z.string(), z.string()).optional(),
  /** Seconds since 1970, as Key Vault counts. */
  created: z.int(),
});
export type SecretVersion = z.infer<typeof versionSchema>;

const secretSchema = z.object({
  name: z.string(),
  /** The oldest first; never empty. */
  versions: z.array(versionSchema),
  deleted: z.int().optional(),
});
type StoredSecret = z.infer<typeof secretSchema>;

/** The secrets of the vault with all their versions, kept through restarts. Names are the same in any case. */
@Injectable()
export class VaultSecrets {
  private readonly path: string;
  private readonly secrets: Map<string, StoredSecret>;
  private readonly written = new Set<string>();
  private readonly recovered = new Map<string, number>();

  constructor(settings: SandboxSettings) {
    this.path = join(settings.dataDir, 'key-vault.json');
    const known = readJsonFile(this.path, z.array(secretSchema)) ?? [];
    this.secrets = new Map(known.map((secret) => [secret.name, secret]));
  }

  /** Takes a moment, in which others who write the same secret are refused. */
  async put(name: string, given: Pick<SecretVersion, 'value' | 'tags'>): Promise<SecretVersion> {
    const key = name.toLowerCase();
    this.refuseUnlessFree(name);
    this.written.add(key);
    await delay(WRITE_MS);
    this.written.delete(key);
    this.refuseUnlessFree(name);
    const id = randomUUID().replaceAll('-', '');
    const version = { id, ...given, created: seconds() };
    this.keep({ name: key, versions: [...(this.secrets.get(key)?.versions ?? []), version] });
    return version;
  }

  /** The newest first; none of a secret that is not there. */
  versions(name: string): SecretVersion[] {
    const { versions = [], deleted } = this.secrets.get(name.toLowerCase()) ?? {};
    return deleted ? [] : versions.toReversed();
  }

  /** The version of that id, or the newest. */
  version(name: string, id?: string): SecretVersion {
    const versions = this.versions(name);
    const found = id ? versions.find((each) => each.id === id) : versions[0];
    if (!found) throw notFound(name);
    return found;
  }

  delete(name: string): void {
    this.keep({ ...this.find(name, false), deleted: seconds() });
  }

  /** The newest version of a deleted secret, and when it was deleted. */
  deleted(name: string): { version: SecretVersion; deleted: number } {
    const { versions, deleted } = this.find(name, true);
    const version = versions.at(-1);
    if (!version || !deleted) throw notFound(name);
    return { version, deleted };
  }

  recover(name: string): void {
    this.keep({ ...this.find(name, true), deleted: undefined });
    this.recovered.set(name.toLowerCase(), Date.now());
  }

  private refuseUnlessFree(name: string): void {
    const key = name.toLowerCase();
    if (this.secrets.get(key)?.deleted) throw isDeleted(name);
    if (Date.now() - (this.recovered.get(key) ?? 0) < RECOVERY_MS) throw isBeingRecovered(name);
    if (this.written.has(key)) throw isWritten(name);
  }

  private find(name: string, isDeletedOne: boolean): StoredSecret {
    const secret = this.secrets.get(name.toLowerCase());
    if (!secret || Boolean(secret.deleted) !== isDeletedOne) throw notFound(name);
    return secret;
  }

  private keep(secret: StoredSecret): void {
    this.secrets.set(secret.name, secret);
    writeJsonFile(this.path, [...this.secrets.values()]);
  }
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
