import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { ReconciliationModule, VerificationModule } from '@app/delivery';
import { JobsModule } from '@app/jobs';

import { AccountWatch } from './account-watch';
import { AlertFinder, AlertRound } from './alert-round';
import { ChainWatch } from './chain-watch';
import { DailyCheck } from './daily-check';
import { ServiceWatch } from './service-watch';
import { AlertWebhook } from './webhook';

@Module({
  imports: [ArchiveModule, JobsModule, ReconciliationModule, VerificationModule],
  providers: [
    AccountWatch,
    AlertFinder,
    AlertRound,
    AlertWebhook,
    ChainWatch,
    DailyCheck,
    ServiceWatch,
  ],
  exports: [AlertRound],
})
export class AlertsModule {}
