import { Module } from '@nestjs/common';
import { MailConfig } from '@app/config';

import { ImapMailSink } from './imap/imap-mail-sink';
import { MailSink } from './mail-sink';
import { SmtpMailSink } from './smtp/smtp-mail-sink';

@Module({
  providers: [
    {
      provide: MailSink,
      inject: [MailConfig],
      useFactory: (config: MailConfig) =>
        config.sink === 'imap' ? new ImapMailSink(config) : new SmtpMailSink(config),
    },
  ],
  exports: [MailSink],
})
export class MailExportModule {}
