import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { readJsonFile, writeJsonFile } from '../core/json-file';
import { SandboxSettings } from '../core/sandbox-settings';
import { isDeleted, notFound } from './vault-problem';

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

  constructor(settings: SandboxSettings) {
    this.path = join(settings.dataDir, 'key-vault.json');
    const known = readJsonFile(this.path, z.array(secretSchema)) ?? [];
    this.secrets = new Map(known.map((secret) => [secret.name, secret]));
  }

  put(name: string, given: Pick<SecretVersion, 'value' | 'tags'>): SecretVersion {
    const known = this.secrets.get(name.toLowerCase());
    if (known?.deleted) throw isDeleted(name);
    const id = randomUUID().replaceAll('-', '');
    const version = { id, ...given, created: seconds() };
    this.keep({ name: name.toLowerCase(), versions: [...(known?.versions ?? []), version] });
    return version;
  }

  /** The newest first. */
  versions(name: string): SecretVersion[] {
    return this.find(name, false).versions.toReversed();
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
