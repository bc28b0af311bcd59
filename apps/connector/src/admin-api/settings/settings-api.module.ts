import { Module } from '@nestjs/common';

import { AccessModule } from '../../access/access.module';
import { AuditTrailModule } from '../../audit/audit-trail.module';
import { SettingsModule } from '../../settings/settings.module';
import { EntraAccess } from './entra-access';
import { SettingsDesk } from './settings-desk';
import { SettingsController } from './settings.controller';

@Module({
  imports: [AccessModule, AuditTrailModule, SettingsModule],
  controllers: [SettingsController],
  providers: [EntraAccess, SettingsDesk],
})
export class SettingsApiModule {}
