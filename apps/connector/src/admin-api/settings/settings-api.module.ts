import { Module } from '@nestjs/common';
import { SecretsModule } from '@app/secrets';
import { TwitterIngestionModule } from '@app/twitter-ingestion';

import { AccessModule } from '../../access/access.module';
import { AuditTrailModule } from '../../audit/audit-trail.module';
import { SettingsModule } from '../../settings/settings.module';
import { SettingTests } from './setting-tests';
import { SettingTestsController } from './setting-tests.controller';
import { SettingsDesk } from './settings-desk';
import { SettingsController } from './settings.controller';
import { XTrial } from './x-trial';

@Module({
  imports: [AccessModule, AuditTrailModule, SecretsModule, SettingsModule, TwitterIngestionModule],
  controllers: [SettingsController, SettingTestsController],
  providers: [SettingsDesk, SettingTests, XTrial],
})
export class SettingsApiModule {}
