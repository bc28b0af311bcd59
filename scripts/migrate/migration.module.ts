import { Module } from '@nestjs/common';
import { AccountKeyringModule } from '@app/capture';
import { JobsModule } from '@app/jobs';
import { SecretsModule } from '@app/secrets';
import { TwitterIngestionModule } from '@app/twitter-ingestion';

import { AuditTrailModule } from '../../apps/connector/src/audit/audit-trail.module';
import { ConnectorJobs } from '../../apps/connector/src/connector-api/connector-jobs';
import { ConnectorSettings } from '../../apps/connector/src/settings/connector-settings';
import { JobSetUp } from '../connect/job-set-up';
import { MigrateJobs } from './migrate-jobs';
import { MigrateSettings } from './migrate-settings';
import { Migration } from './migration';

@Module({
  imports: [
    AccountKeyringModule,
    AuditTrailModule,
    JobsModule,
    SecretsModule,
    TwitterIngestionModule,
  ],
  providers: [ConnectorJobs, ConnectorSettings, JobSetUp, MigrateJobs, MigrateSettings, Migration],
  exports: [Migration],
})
export class MigrationModule {}
