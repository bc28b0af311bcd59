import { Injectable } from '@nestjs/common';
import { AppError, type Secret } from '@app/domain';
import { secretNames, SecretStore } from '@app/secrets';
import { type XAppKeys } from '@app/twitter-ingestion';

/** The app in X's developer portal, as it is set now. */
@Injectable()
export class XApp {
  constructor(private readonly secrets: SecretStore) {}

  /** Rejects with `secrets.missing`. */
  async keys(): Promise<XAppKeys> {
    const [appKey, appSecret] = await Promise.all([
      this.need(secretNames.xAppKey),
      this.need(secretNames.xAppSecret),
    ]);
    return { appKey, appSecret };
  }

  private async need(name: string): Promise<Secret> {
    const secret = await this.secrets.find(name);
    if (secret) return secret;
    throw new AppError(
      'secrets.missing',
      'The API key and secret of the app at X are not set. Copy them from the X developer portal into the settings.',
      { name },
    );
  }
}
