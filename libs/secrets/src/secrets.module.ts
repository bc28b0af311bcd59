import { Module } from '@nestjs/common';
import { SecretsConfig } from '@app/config';
import { Clock } from '@app/domain';

import { EntraApplication } from './entra-application';
import { LocalFileSecretStore } from './local-file/local-file-secret-store';
import { Sealer } from './sealer';
import { SecretStore } from './secret-store';

function openStore({ directory = '' }: SecretsConfig, clock: Clock): SecretStore {
  return new LocalFileSecretStore(directory, clock);
}

@Module({
  providers: [
    { provide: SecretStore, inject: [SecretsConfig, Clock], useFactory: openStore },
    EntraApplication,
    Sealer,
  ],
  exports: [EntraApplication, SecretStore, Sealer],
})
export class SecretsModule {}
