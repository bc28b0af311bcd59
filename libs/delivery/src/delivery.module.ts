import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { BlobExportModule } from '@app/blob-export';
import { JobsModule } from '@app/jobs';
import { MailExportModule } from '@app/mail-export';
import { SecretsModule } from '@app/secrets';

import { CoverageGate } from './coverage-gate';
import { DayPlan } from './day-plan/day-plan';
import { PlannedDelivery } from './day-plan/planned-delivery';
import { EntryConversion } from './entry-conversion';
import { ItemExport } from './item-export';
import { MailBacklog } from './mail/mail-backlog';
import { MailDelivery } from './mail/mail-delivery';
import { MailLogin } from './mail/mail-login';
import { ParkedBook } from './parked-book';
import { SignedManifests } from './signed-manifests';
import { TaskConsumer } from './task-consumer';
import { TaskDelivery } from './task-delivery';
import { TaskNotes } from './task-notes';
import { TaskReport } from './task-report';
import { TaskRunner } from './task-runner';

@Module({
  imports: [ArchiveModule, BlobExportModule, JobsModule, MailExportModule, SecretsModule],
  providers: [
    CoverageGate,
    DayPlan,
    EntryConversion,
    ItemExport,
    MailBacklog,
    MailDelivery,
    MailLogin,
    ParkedBook,
    PlannedDelivery,
    SignedManifests,
    TaskConsumer,
    TaskDelivery,
    TaskNotes,
    TaskReport,
    TaskRunner,
  ],
  exports: [EntryConversion, MailDelivery, TaskConsumer, TaskDelivery, TaskRunner],
})
export class DeliveryModule {}
