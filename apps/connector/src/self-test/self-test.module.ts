import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { AccountCredentials, MeteredPostSource, ReadBudget } from '@app/capture';
import { TaskManifests } from '@app/delivery';
import { JobsModule } from '@app/jobs';
import { SecretsModule } from '@app/secrets';
import { TwitterIngestionModule } from '@app/twitter-ingestion';

import { AuditTrailModule } from '../audit/audit-trail.module';
import { Deliveries } from './deliveries';
import { SelfTestDesk } from './self-test-desk';
import { SelfTestEvidence } from './self-test-evidence';
import { XLook } from './x-look';

@Module({
  imports: [ArchiveModule, AuditTrailModule, JobsModule, SecretsModule, TwitterIngestionModule],
  providers: [
    AccountCredentials,
    MeteredPostSource,
    ReadBudget,
    Deliveries,
    SelfTestDesk,
    SelfTestEvidence,
    TaskManifests,
    XLook,
  ],
  exports: [SelfTestDesk],
})
export class SelfTestModule {}
