import { Module } from '@nestjs/common';
import {
  AdminSessions,
  ApplicationTrial,
  EndedSessionsModule,
  EntraApplicationSource,
  EntraApplicationTrial,
  EntraSignIn,
  EntraTenant,
  FailedAttempts,
  ImportTokens,
  SealedToken,
  SessionCheck,
  SessionKeySource,
  SetupKeyCheck,
  SetupKeySource,
} from '@app/auth';
import { EntraApplication, SecretsModule } from '@app/secrets';

import { SecretSessionKeySource } from './secret-session-key-source';
import { SecretSetupKeySource } from './secret-setup-key-source';

/** What the guards of `@app/auth` need; imported by every module that uses one. */
@Module({
  imports: [EndedSessionsModule, SecretsModule],
  providers: [
    { provide: ApplicationTrial, useClass: EntraApplicationTrial },
    { provide: EntraApplicationSource, useExisting: EntraApplication },
    { provide: SessionKeySource, useClass: SecretSessionKeySource },
    { provide: SetupKeySource, useClass: SecretSetupKeySource },
    AdminSessions,
    EntraSignIn,
    EntraTenant,
    FailedAttempts,
    ImportTokens,
    SealedToken,
    SessionCheck,
    SetupKeyCheck,
  ],
  exports: [
    AdminSessions,
    ApplicationTrial,
    EntraApplicationSource,
    EntraSignIn,
    ImportTokens,
    SessionCheck,
    SetupKeyCheck,
  ],
})
export class AccessModule {}
