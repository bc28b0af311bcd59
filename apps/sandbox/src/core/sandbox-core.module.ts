import { type DynamicModule, Global, Module } from '@nestjs/common';

import { FaultPlan } from './fault-plan';
import { IssuedSecrets } from './issued-secrets';
import { RequestCounts } from './request-counts';
import { SandboxAddress } from './sandbox-address';
import { SandboxCredentials } from './sandbox-credentials';
import { SandboxSettings } from './sandbox-settings';

/** What every stand-in knows. */
@Global()
@Module({})
export class SandboxCoreModule {
  static of(settings: SandboxSettings, credentials: SandboxCredentials): DynamicModule {
    const providers = [
      { provide: SandboxSettings, useValue: settings },
      { provide: SandboxCredentials, useValue: credentials },
      FaultPlan,
      IssuedSecrets,
      SandboxAddress,
      RequestCounts,
    ];
    return { module: SandboxCoreModule, providers, exports: providers };
  }
}
