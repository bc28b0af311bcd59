import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type SessionKeySource } from '@app/auth';
import { Secret } from '@app/domain';
import { secretNames, SecretStore } from '@app/secrets';

const KEY_BYTES = 32;

/** The key of our cookies from the store of secrets; another one there ends every session. */
@Injectable()
export class SecretSessionKeySource implements SessionKeySource {
  constructor(private readonly secrets: SecretStore) {}

  async key(): Promise<Secret> {
    const name = secretNames.sessionKey;
    const made = () => new Secret(randomBytes(KEY_BYTES).toString('base64'));
    return (await this.secrets.find(name)) ?? (await this.secrets.setIfAbsent(name, made()));
  }
}
