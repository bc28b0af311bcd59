import { Module } from '@nestjs/common';

import { LocalFileSecretStore } from './local-file/local-file-secret-store';
import { Sealer } from './sealer';
import { SecretStore } from './secret-store';

@Module({
  providers: [{ provide: SecretStore, useClass: LocalFileSecretStore }, Sealer],
  exports: [SecretStore, Sealer],
})
export class SecretsModule {}
