import { Injectable } from '@nestjs/common';
import { AppError, type Secret, type XCredentials } from '@app/domain';
import { secretNames, SecretStore } from '@app/secrets';

/** Finds the keys that sign an account's requests. */
@Injectable()
export class AccountCredentials {
  constructor(private readonly secrets: SecretStore) {}

  /** Rejects with `secrets.missing` naming the first one that is not set. */
  async of(accountId: string): Promise<XCredentials> {
    const [appKey, appSecret, accessToken, accessSecret] = await Promise.all([
      this.need(secretNames.xAppKey),
      this.need(secretNames.xAppSecret),
      this.need(secretNames.accountAccessToken(accountId)),
      this.need(secretNames.accountAccessSecret(accountId)),
    ]);
    return { appKey, appSecret, accessToken, accessSecret };
  }

  private async need(name: string): Promise<Secret> {
    const secret = await this.secrets.find(name);
    if (secret) return secret;
    throw new AppError(
      'secrets.missing',
      `The secret ${name} is not set; set the X keys in the settings and log the account in.`,
      { name },
    );
  }
}
