import { type DynamicModule, Module } from '@nestjs/common';

import { SandboxCoreModule } from './core/sandbox-core.module';
import { type SandboxCredentials } from './core/sandbox-credentials';
import { type SandboxSettings } from './core/sandbox-settings';
import { EntraModule } from './entra/entra.module';
import { KeyVaultModule } from './key-vault/key-vault.module';
import { Office365Module } from './office365/office365.module';
import { PortalModule } from './portal/portal.module';
import { XApiModule } from './x-api/x-api.module';

@Module({})
export class SandboxModule {
  static of(settings: SandboxSettings, credentials: SandboxCredentials): DynamicModule {
    return {
      module: SandboxModule,
      imports: [
        SandboxCoreModule.of(settings, credentials),
        XApiModule,
        Office365Module,
        KeyVaultModule,
        EntraModule,
        PortalModule,
      ],
    };
  }
}
