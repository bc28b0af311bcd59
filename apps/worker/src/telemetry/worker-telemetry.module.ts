import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { BlobExportModule } from '@app/blob-export';
import { CaptureModule } from '@app/capture';
import { DeliveryModule } from '@app/delivery';
import { JobsModule } from '@app/jobs';
import { TelemetryModule } from '@app/telemetry';
import { TwitterIngestionModule } from '@app/twitter-ingestion';

import { CaptureFigures } from './capture-figures';
import { DeliveryFigures } from './delivery-figures';
import { Figures } from './figures';
import { WatchedCapture, WatchedDelivery, WorkerTelemetry } from './worker-telemetry';

@Module({
  imports: [
    ArchiveModule,
    BlobExportModule,
    CaptureModule,
    DeliveryModule,
    JobsModule,
    TelemetryModule,
    TwitterIngestionModule,
  ],
  providers: [
    CaptureFigures,
    DeliveryFigures,
    Figures,
    WatchedCapture,
    WatchedDelivery,
    WorkerTelemetry,
  ],
})
export class WorkerTelemetryModule {}
