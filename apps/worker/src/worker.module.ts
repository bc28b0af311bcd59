import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { CaptureModule } from '@app/capture';
import { ConfigModule } from '@app/config';
import { DeliveryModule } from '@app/delivery';
import { JobsModule } from '@app/jobs';
import { LoggingModule } from '@app/logging';

import { CaptureSchedule } from './capture-schedule';
import { CaptureTurn } from './capture-turn';
import { DeliveryLoop } from './delivery-loop';
import { RequestedCaptures } from './requested-captures';

@Module({
  imports: [
    ConfigModule,
    LoggingModule,
    ScheduleModule.forRoot(),
    CaptureModule,
    DeliveryModule,
    JobsModule,
  ],
  providers: [CaptureSchedule, CaptureTurn, DeliveryLoop, RequestedCaptures],
})
export class WorkerModule {}
