import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { AlertConfig, MailConfig } from '@app/config';
import { MailBacklog, MailLogin, ReconciliationModule, VerificationModule } from '@app/delivery';
import { JobsModule } from '@app/jobs';
import { AlertMailModule, AlertMailSink } from '@app/mail-export';
import { SecretsModule, SecretStore } from '@app/secrets';

import { AccountWatch } from './account-watch';
import { AlertMail } from './alert-mail';
import { AlertReceivers } from './alert-receivers';
import { AlertFinder, AlertRound } from './alert-round';
import { CaptureStandings } from './capture-standings';
import { ChainWatch } from './chain-watch';
import { DailyCheck } from './daily-check';
import { MailWatch } from './mail-watch';
import { ServiceWatch } from './service-watch';
import { AlertWebhook } from './webhook';

@Module({
  imports: [
    AlertMailModule,
    ArchiveModule,
    JobsModule,
    ReconciliationModule,
    SecretsModule,
    VerificationModule,
  ],
  providers: [
    AccountWatch,
    AlertFinder,
    {
      provide: AlertMail,
      inject: [AlertMailSink, SecretStore, MailConfig, AlertConfig],
      useFactory: (
        sink: AlertMailSink,
        secrets: SecretStore,
        mail: MailConfig,
        alerts: AlertConfig,
      ) => new AlertMail(new MailLogin(sink, secrets, mail), mail, alerts),
    },
    AlertReceivers,
    AlertRound,
    AlertWebhook,
    CaptureStandings,
    ChainWatch,
    DailyCheck,
    MailBacklog,
    MailWatch,
    ServiceWatch,
  ],
  exports: [AlertRound],
})
export class AlertsModule {}
