import { Module } from '@nestjs/common';
import { MailConfig } from '@app/config';

import { MailSink } from './mail-sink';
import { SmtpMailSink } from './smtp/smtp-mail-sink';

@Module({
  providers: [
    {
      provide: MailSink,
      inject: [MailConfig],
      useFactory: (config: MailConfig) => new SmtpMailSink(config),
    },
  ],
  exports: [MailSink],
})
export class MailExportModule {}
