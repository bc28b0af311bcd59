import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { JobsModule } from '@app/jobs';

import { CaptureStatement } from './capture-statement';
import { HandedOver } from './handed-over';
import { Reconciliation } from './reconciliation';

@Module({
  imports: [ArchiveModule, JobsModule],
  providers: [CaptureStatement, HandedOver, Reconciliation],
  exports: [Reconciliation],
})
export class ReconciliationModule {}
