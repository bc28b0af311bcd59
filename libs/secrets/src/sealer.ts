import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError, Secret } from '@app/domain';

import { decrypt, encrypt, KEY_BYTES } from './aes-gcm';
import { secretNames } from './secret-names';
import { SecretStore } from './secret-store';

/** Makes secrets storable where secrets may not lie: AES-256-GCM with a key that only the SecretStore holds. */
@Injectable()
export class Sealer {
  private key: Promise<Buffer> | undefined;

  constructor(private readonly secrets: SecretStore) {}

  /** The sealed text opens only for the same `context`. */
  async seal(plain: Secret, context: string): Promise<string> {
    return encrypt(plain.reveal(), await this.loadKey(), context).toString('base64');
  }

  /** Rejects with `secrets.unreadable` when the text was changed, or sealed for another context or with another key. */
  async open(sealed: string, context: string): Promise<Secret> {
    const key = await this.loadKey();
    try {
      return new Secret(decrypt(Buffer.from(sealed, 'base64'), key, context));
    } catch (cause) {
      throw new AppError(
        'secrets.unreadable',
        'A sealed value does not open: it was changed, or the sealing key is not the one it was sealed with.',
        { context },
        { cause },
      );
    }
  }

  /** The key, made at its first use by whichever process is first. */
  private loadKey(): Promise<Buffer> {
    this.key ??= this.makeOrFindKey().catch((error: unknown) => {
      this.key = undefined;
      throw error;
    });
    return this.key;
  }

  private async makeOrFindKey(): Promise<Buffer> {
    const made = new Secret(randomBytes(KEY_BYTES).toString('base64'));
    const key = await this.secrets.setIfAbsent(secretNames.sealingKey, made);
    return Buffer.from(key.reveal(), 'base64');
  }
}
