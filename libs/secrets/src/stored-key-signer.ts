import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secret } from '@app/domain';

import { secretNames } from './secret-names';
import { SecretStore } from './secret-store';
import { keyIdOf, type Signature, type Signer } from './signer';

/** Signs with a key that lies among the secrets, made at its first use by whichever process is first. */
@Injectable()
export class StoredKeySigner implements Signer {
  private key: Promise<KeyObject> | undefined;

  constructor(private readonly secrets: SecretStore) {}

  async sign(text: string): Promise<Signature> {
    const key = await this.load();
    const value = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
    return { keyId: keyIdOf(createPublicKey(key)), value: value.toString('base64url') };
  }

  async publicKey(): Promise<string | undefined> {
    const pem = await this.secrets.find(secretNames.signingKey);
    const key = pem && createPublicKey(createPrivateKey(pem.reveal()));
    return key?.export({ type: 'spki', format: 'pem' }).toString();
  }

  private load(): Promise<KeyObject> {
    this.key ??= this.makeOrFind().catch((error: unknown) => {
      this.key = undefined;
      throw error;
    });
    return this.key;
  }

  private async makeOrFind(): Promise<KeyObject> {
    const pem = await this.secrets.setIfAbsent(secretNames.signingKey, newKey());
    return createPrivateKey(pem.reveal());
  }
}

function newKey(): Secret {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return new Secret(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
}
