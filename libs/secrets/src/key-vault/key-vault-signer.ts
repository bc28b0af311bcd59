import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { type CryptographyClient, KeyClient, type KeyVaultKey } from '@azure/keyvault-keys';
import { AppError } from '@app/domain';

import { keyIdOf, type Signature, type Signer } from '../signer';
import { inTime, type VaultAccess, vaultOptions } from './connect-vault';
import { vaultError } from './key-vault-errors';

interface Opened {
  publicKey: KeyObject;
  client: CryptographyClient;
}

/**
 * Signs with a key of a Key Vault, which never leaves it. A new version of the key is taken after a restart. Rejects with
 * `secrets.forbidden` or `secrets.unavailable`.
 */
export class KeyVaultSigner implements Signer {
  private readonly keys: KeyClient;
  private opened: Promise<Opened> | undefined;

  constructor(
    private readonly name: string,
    vault: VaultAccess,
  ) {
    this.keys = new KeyClient(vault.url.origin, vault.credential, vaultOptions(vault.options));
  }

  async sign(text: string): Promise<Signature> {
    const { publicKey, client } = await this.open();
    const digest = createHash('sha256').update(text).digest();
    const { result } = await this.inVault((options) => client.sign('ES256', digest, options));
    return { keyId: keyIdOf(publicKey), value: Buffer.from(result).toString('base64url') };
  }

  async publicKey(): Promise<string> {
    const { publicKey } = await this.open();
    return publicKey.export({ type: 'spki', format: 'pem' }).toString();
  }

  private open(): Promise<Opened> {
    this.opened ??= this.find().catch((error: unknown) => {
      this.opened = undefined;
      throw error;
    });
    return this.opened;
  }

  private async find(): Promise<Opened> {
    const key = await this.inVault((options) => this.keys.getKey(this.name, options));
    const { version: keyVersion } = key.properties;
    const client = this.keys.getCryptographyClient(this.name, { keyVersion });
    return { publicKey: this.publicKeyOf(key), client };
  }

  private publicKeyOf({ key }: KeyVaultKey): KeyObject {
    const [x, y] = [key?.x, key?.y].map((part) => part && Buffer.from(part).toString('base64url'));
    if (key?.crv === 'P-256' && x && y) {
      return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    }
    throw new AppError(
      'secrets.unreadable',
      `The key ${this.name} of the Key Vault cannot sign manifests: it has to be of type EC with the curve P-256.`,
      { name: this.name },
    );
  }

  private async inVault<T>(
    call: (options: { abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    try {
      return await inTime(call);
    } catch (error) {
      throw vaultError(error, this.name, { what: 'key', role: 'Key Vault Crypto User' });
    }
  }
}
