import { Injectable } from '@nestjs/common';
import { AadConfig } from '@app/config';
import { AppError, type EntraCredentials } from '@app/domain';

import { secretNames } from './secret-names';
import { SecretStore } from './secret-store';

/** The connector's Entra ID application, as it is set now. */
@Injectable()
export class EntraApplication {
  constructor(
    private readonly secrets: SecretStore,
    private readonly config: AadConfig,
  ) {}

  /** The id from the store counts before AAD_APP_ID. `undefined` unless id and secret are set. */
  async find(): Promise<EntraCredentials | undefined> {
    const [storedId, secret] = await Promise.all([
      this.secrets.find(secretNames.aadAppId),
      this.secrets.find(secretNames.aadAppSecret),
    ]);
    const appId = storedId?.reveal() ?? this.config.appId;
    return appId && secret ? { appId, secret } : undefined;
  }

  /** The same; rejects with `secrets.missing` when it is not set. */
  async get(): Promise<EntraCredentials> {
    const application = await this.find();
    if (application) return application;
    throw new AppError(
      'secrets.missing',
      'The Entra ID application is not set; set its id and its secret in the settings.',
      { name: `${secretNames.aadAppId}, ${secretNames.aadAppSecret}` },
    );
  }
}
