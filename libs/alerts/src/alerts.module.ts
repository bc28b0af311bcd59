import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { ReconciliationModule } from '@app/delivery';
import { JobsModule } from '@app/jobs';

import { AccountWatch } from './account-watch';
import { AlertFinder, AlertRound } from './alert-round';
import { DailyCheck } from './daily-check';
import { ServiceWatch } from './service-watch';
import { AlertWebhook } from './webhook';

@Module({
  imports: [ArchiveModule, JobsModule, ReconciliationModule],
  providers: [AccountWatch, AlertFinder, AlertRound, AlertWebhook, DailyCheck, ServiceWatch],
  exports: [AlertRound],
})
export class AlertsModule {}
