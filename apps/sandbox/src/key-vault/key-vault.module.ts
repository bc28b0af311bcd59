import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';

import { EntraModule } from '../entra/entra.module';
import { KeyVaultController } from './key-vault.controller';
import { VaultGate } from './vault-gate';
import { VaultKeys } from './vault-keys';
import { VaultKeysController } from './vault-keys.controller';
import { VaultSecrets } from './vault-secrets';

/** The stand-in for Azure Key Vault. */
@Module({
  imports: [EntraModule],
  controllers: [KeyVaultController, VaultKeysController],
  providers: [VaultKeys, VaultSecrets],
})
export class KeyVaultModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(VaultGate).forRoutes(KeyVaultController, VaultKeysController);
  }
}
