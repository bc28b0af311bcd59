import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { BlobExportModule } from '@app/blob-export';
import { JobsModule } from '@app/jobs';
import { SecretsModule } from '@app/secrets';

import { CoverageGate } from './coverage-gate';
import { EntryConversion } from './entry-conversion';
import { ItemExport } from './item-export';
import { ParkedBook } from './parked-book';
import { TaskConsumer } from './task-consumer';
import { TaskDelivery } from './task-delivery';
import { TaskNotes } from './task-notes';
import { TaskReport } from './task-report';
import { TaskRunner } from './task-runner';

@Module({
  imports: [ArchiveModule, BlobExportModule, JobsModule, SecretsModule],
  providers: [
    CoverageGate,
    EntryConversion,
    ItemExport,
    ParkedBook,
    TaskConsumer,
    TaskDelivery,
    TaskNotes,
    TaskReport,
    TaskRunner,
  ],
  exports: [EntryConversion, TaskConsumer],
})
export class DeliveryModule {}
