import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AuditModule } from '@app/audit';
import { AccountKeyringModule, CaptureModule } from '@app/capture';
import { ConfigModule } from '@app/config';
import { DeliveryModule } from '@app/delivery';
import { JobsModule } from '@app/jobs';
import { LoggingModule } from '@app/logging';

import { CaptureSchedule } from './capture-schedule';
import { CaptureTurn } from './capture-turn';
import { DeliveryLoop } from './delivery-loop';
import { KeySweep } from './key-sweep';
import { RequestedCaptures } from './requested-captures';

@Module({
  imports: [
    ConfigModule,
    LoggingModule,
    ScheduleModule.forRoot(),
    AccountKeyringModule,
    AuditModule,
    CaptureModule,
    DeliveryModule,
    JobsModule,
  ],
  providers: [CaptureSchedule, CaptureTurn, DeliveryLoop, KeySweep, RequestedCaptures],
})
export class WorkerModule {}
