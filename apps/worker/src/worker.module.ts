import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AlertsModule } from '@app/alerts';
import { AuditModule } from '@app/audit';
import { AccountKeyringModule, CaptureModule, UploadedImportModule } from '@app/capture';
import { ConfigModule } from '@app/config';
import { DeliveryModule } from '@app/delivery';
import { JobsModule } from '@app/jobs';
import { LoggingModule } from '@app/logging';

import { AlertSchedule } from './alert-schedule';
import { CaptureSchedule } from './capture-schedule';
import { CaptureTurn } from './capture-turn';
import { DeliveryLoop } from './delivery-loop';
import { HealthPort } from './health-port';
import { ImportTurn } from './import-turn';
import { KeySweep } from './key-sweep';
import { MailSchedule } from './mail-schedule';
import { MailTurn } from './mail-turn';
import { RequestedCaptures } from './requested-captures';
import { WorkerTelemetryModule } from './telemetry/worker-telemetry.module';
import { UploadedImports } from './uploaded-imports';

@Module({
  imports: [
    ConfigModule,
    LoggingModule,
    ScheduleModule.forRoot(),
    AccountKeyringModule,
    AlertsModule,
    AuditModule,
    CaptureModule,
    DeliveryModule,
    JobsModule,
    UploadedImportModule,
    WorkerTelemetryModule,
  ],
  providers: [
    AlertSchedule,
    CaptureSchedule,
    CaptureTurn,
    DeliveryLoop,
    HealthPort,
    ImportTurn,
    KeySweep,
    MailSchedule,
    MailTurn,
    RequestedCaptures,
    UploadedImports,
  ],
})
export class WorkerModule {}
