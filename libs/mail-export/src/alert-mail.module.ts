import { Module } from '@nestjs/common';
import { AlertConfig, MailConfig } from '@app/config';

import { AlertMailSink } from './alert-mail-sink';
import { SmtpMailSink } from './smtp/smtp-mail-sink';

@Module({
  providers: [
    {
      provide: AlertMailSink,
      inject: [MailConfig, AlertConfig],
      useFactory: (config: MailConfig, { mailTo }: AlertConfig) => new SmtpMailSink(config, mailTo),
    },
  ],
  exports: [AlertMailSink],
})
export class AlertMailModule {}
