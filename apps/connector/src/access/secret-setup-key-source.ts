import { Injectable } from '@nestjs/common';
import { type SetupKeySource } from '@app/auth';
import { type Secret } from '@app/domain';
import { secretNames, SecretStore } from '@app/secrets';

/** The APISecretKey from the store of secrets. */
@Injectable()
export class SecretSetupKeySource implements SetupKeySource {
  constructor(private readonly secrets: SecretStore) {}

  find(): Promise<Secret | undefined> {
    return this.secrets.find(secretNames.apiSecretKey);
  }
}
