import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';

import { Office365Module } from '../office365/office365.module';
import { KeyVaultController } from './key-vault.controller';
import { VaultGate } from './vault-gate';
import { VaultSecrets } from './vault-secrets';

/** The stand-in for Azure Key Vault. */
@Module({
  imports: [Office365Module],
  controllers: [KeyVaultController],
  providers: [VaultSecrets],
})
export class KeyVaultModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(VaultGate).forRoutes(KeyVaultController);
  }
}
