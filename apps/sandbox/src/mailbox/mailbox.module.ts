import { Module } from '@nestjs/common';

import { MailFiles } from './mail-files';
import { MailController } from './mail.controller';
import { MailboxControlController } from './mailbox-control.controller';
import { MailboxController } from './mailbox.controller';
import { Mailboxes } from './mailboxes';
import { SmtpJournal } from './smtp/smtp-journal';

/** Mailboxes of .eml files, a stand-in for those of Exchange with Purview's search. */
@Module({
  controllers: [MailboxController, MailboxControlController, MailController],
  providers: [Mailboxes, MailFiles, SmtpJournal],
  exports: [Mailboxes, MailFiles],
})
export class MailboxModule {}
