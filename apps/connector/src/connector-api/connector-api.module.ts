import { Module } from '@nestjs/common';
import { BlobExportModule } from '@app/blob-export';
import { AccountKeyringModule } from '@app/capture';
import { JobsModule } from '@app/jobs';
import { SecretsModule } from '@app/secrets';
import { TwitterIngestionModule } from '@app/twitter-ingestion';

import { AccessModule } from '../access/access.module';
import { AuditTrailModule } from '../audit/audit-trail.module';
import { ConsentModule } from '../consent/consent.module';
import { SettingsModule } from '../settings/settings.module';
import { AccountLogin } from './account-login';
import { ConfigurationController } from './configuration.controller';
import { ConnectorJobs } from './connector-jobs';
import { ConnectorSetupController } from './connector-setup.controller';
import { DataController } from './data.controller';
import { JobController } from './job.controller';
import { SetupCheck } from './setup-check';
import { SetupController } from './setup.controller';
import { TaskIntake } from './task-intake';

/** What the Purview portal, its set-up pages and the Office 365 Import service call. */
@Module({
  imports: [
    AccessModule,
    AccountKeyringModule,
    AuditTrailModule,
    BlobExportModule,
    ConsentModule,
    JobsModule,
    SecretsModule,
    SettingsModule,
    TwitterIngestionModule,
  ],
  controllers: [
    ConfigurationController,
    ConnectorSetupController,
    DataController,
    JobController,
    SetupController,
  ],
  providers: [AccountLogin, ConnectorJobs, SetupCheck, TaskIntake],
})
export class ConnectorApiModule {}
