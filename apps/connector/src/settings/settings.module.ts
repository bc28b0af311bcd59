import { Module } from '@nestjs/common';
import { SecretsModule } from '@app/secrets';

import { AccessModule } from '../access/access.module';
import { AuditTrailModule } from '../audit/audit-trail.module';
import { ConnectorSettings } from './connector-settings';
import { EntraAccess } from './entra-access';
import { SettingsChange } from './settings-change';
import { XApp } from './x-app';

@Module({
  imports: [AccessModule, AuditTrailModule, SecretsModule],
  providers: [ConnectorSettings, EntraAccess, SettingsChange, XApp],
  exports: [ConnectorSettings, EntraAccess, SettingsChange, XApp],
})
export class SettingsModule {}
