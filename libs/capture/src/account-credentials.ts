import { Injectable } from '@nestjs/common';
import { AppError, type Secret, type XCredentials } from '@app/domain';
import { type FindOptions, secretNames, SecretStore } from '@app/secrets';

import { unpackKeys } from './account-key-format';

/** Clocks of two machines differ by less. */
const CLOCKS_DIFFER_MS = 60_000;

/** Finds the keys that sign an account's requests. */
@Injectable()
export class AccountCredentials {
  constructor(private readonly secrets: SecretStore) {}

  /**
   * The account's own keys are those of the login at `loggedInAt`, or of a later one. Rejects with `secrets.missing` naming the first one that
   * is not set, `secrets.unreadable`, or as the store does.
   */
  async of(accountId: string, loggedInAt?: Date): Promise<XCredentials> {
    const readAfter = loggedInAt && new Date(loggedInAt.getTime() + CLOCKS_DIFFER_MS);
    const name = secretNames.accountKeys(accountId);
    const [appKey, appSecret, packed] = await Promise.all([
      this.need(secretNames.xAppKey),
      this.need(secretNames.xAppSecret),
      this.need(name, { readAfter }),
    ]);
    return { appKey, appSecret, ...unpackKeys(name, packed) };
  }

  private async need(name: string, options?: FindOptions): Promise<Secret> {
    const secret = await this.secrets.find(name, options);
    if (secret) return secret;
    throw new AppError(
      'secrets.missing',
      `The secret ${name} is not set; set the X keys in the settings and log the account in.`,
      { name },
    );
  }
}
