import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { BlobExportModule } from '@app/blob-export';
import { JobsModule } from '@app/jobs';
import { SecretsModule } from '@app/secrets';

import { CoverageGate } from './coverage-gate';
import { ItemExport } from './item-export';
import { TaskConsumer } from './task-consumer';
import { TaskDelivery } from './task-delivery';
import { TaskReport } from './task-report';
import { TaskRunner } from './task-runner';

@Module({
  imports: [ArchiveModule, BlobExportModule, JobsModule, SecretsModule],
  providers: [CoverageGate, ItemExport, TaskConsumer, TaskDelivery, TaskReport, TaskRunner],
  exports: [TaskConsumer],
})
export class DeliveryModule {}
