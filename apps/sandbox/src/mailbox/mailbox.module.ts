import { Module } from '@nestjs/common';

import { MailFiles } from './mail-files';
import { MailController } from './mail.controller';
import { MailboxController } from './mailbox.controller';
import { Mailboxes } from './mailboxes';

/** Mailboxes of .eml files, a stand-in for those of Exchange with Purview's search. */
@Module({
  controllers: [MailboxController, MailController],
  providers: [Mailboxes, MailFiles],
  exports: [Mailboxes, MailFiles],
})
export class MailboxModule {}
