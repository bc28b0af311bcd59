import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type Clock, errorCode, Secret } from '@app/domain';
import { z } from 'zod';

import { decrypt, encrypt, KEY_BYTES } from '../aes-gcm';
import { checkSecretName } from '../secret-names';
import { type SecretDescription, type SecretStore } from '../secret-store';

const KEY_FILE = 'key';
const ENDING = '.secret';

/** What a file holds, encrypted as a whole. */
const contentSchema = z.object({
  schemaVersion: z.literal(1),
  value: z.string(),
  setAt: z.coerce.date(),
  setBy: z.string().optional(),
});
type Content = z.infer<typeof contentSchema>;

/**
 * Secrets as files of one folder, for a laptop: each encrypted (AES-256-GCM) for its name, readable by the owner
 * alone; the key lies in a file beside them. Safe for several processes on one machine.
 */
export class LocalFileSecretStore implements SecretStore {
  constructor(
    private readonly folder: string,
    private readonly clock: Clock,
  ) {}

  async find(name: string): Promise<Secret | undefined> {
    const content = await this.open(name);
    return content && new Secret(content.value);
  }

  async describe(name: string): Promise<SecretDescription | undefined> {
    const content = await this.open(name);
    return content && { setAt: content.setAt, setBy: content.setBy };
  }

  async set(name: string, value: Secret, { by }: { by?: string } = {}): Promise<void> {
    await this.write(name, { value: value.reveal(), setBy: by }, rename);
  }

  /** Nothing is written where there is one: the folder may be read-only then. */
  async setIfAbsent(name: string, value: Secret): Promise<Secret> {
    const known = await this.find(name);
    if (known) return known;
    await this.write(name, { value: value.reveal() }, linkUnlessThere);
    return (await this.find(name)) ?? value;
  }

  async delete(name: string): Promise<void> {
    await this.attempt(() => rm(this.path(name), { force: true }));
  }

  private async open(name: string): Promise<Content | undefined> {
    const sealed = await this.read(this.path(name));
    if (!sealed) return undefined;
    try {
      return contentSchema.parse(JSON.parse(decrypt(sealed, await this.loadKey(), name)));
    } catch {
      // Without the cause: the JSON parser quotes what it cannot read.
      throw new AppError(
        'secrets.unreadable',
        `The secret ${name} does not open with the key in ${this.folder}; set it again.`,
        { name },
      );
    }
  }

  private async write(
    name: string,
    given: Pick<Content, 'value' | 'setBy'>,
    place: (from: string, to: string) => Promise<void>,
  ): Promise<void> {
    const path = this.path(name);
    const content: Content = { schemaVersion: 1, ...given, setAt: this.clock.now() };
    const sealed = encrypt(JSON.stringify(content), await this.loadKey(), name);
    await this.attempt(() => writeWhole(path, sealed, place));
  }

  /** The key, made by whichever process is first; a file that is there is never replaced. */
  private async loadKey(): Promise<Buffer> {
    const path = join(this.folder, KEY_FILE);
    const known = await this.read(path);
    if (known) return known;
    await this.attempt(async () => {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeWhole(path, randomBytes(KEY_BYTES), linkUnlessThere);
    });
    return this.attempt(() => readFile(path));
  }

  private read(path: string): Promise<Buffer | undefined> {
    return this.attempt(async () => {
      try {
        return await readFile(path);
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return undefined;
        throw error;
      }
    });
  }

  private path(name: string): string {
    checkSecretName(name);
    return join(this.folder, name + ENDING);
  }

  private async attempt<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (cause) {
      throw new AppError(
        'secrets.unavailable',
        `The folder of secrets ${this.folder} cannot be used. Check that it may be written (SECRETS_DIR).`,
        { folder: this.folder },
        { cause },
      );
    }
  }
}

/** Puts bytes at a path at once: nobody ever sees a part of them. */
async function writeWhole(
  path: string,
  bytes: Uint8Array,
  place: (from: string, to: string) => Promise<void>,
): Promise<void> {
  const part = `${path}.${randomUUID()}`;
  try {
    await writeFile(part, bytes, { mode: 0o600, flush: true });
    await place(part, path);
  } finally {
    await rm(part, { force: true });
  }
}

async function linkUnlessThere(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}
