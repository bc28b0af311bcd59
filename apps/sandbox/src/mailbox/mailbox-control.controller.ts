import { Controller, Get, Param, Query } from '@nestjs/common';

import { lookingOf } from './looking';
import { Mailboxes } from './mailboxes';
import { parseQuery } from './search/parse-query';

/** What programs ask of the mailboxes. */
@Controller('control/mailboxes')
export class MailboxControlController {
  constructor(private readonly mailboxes: Mailboxes) {}

  /** How many messages each has, and how many of all are not found yet. */
  @Get()
  counts() {
    return {
      mailboxes: Object.fromEntries(this.mailboxes.counts()),
      unread: this.mailboxes.unread(),
    };
  }

  /** The messages of one that a query finds, newest first. */
  @Get(':mailbox')
  search(@Param('mailbox') mailbox: string, @Query() query: unknown) {
    const read = parseQuery(lookingOf(query).looking.search);
    if ('problem' in read) return read;
    return {
      messages: this.mailboxes.search(read.query, mailbox).map((entry) => {
        const { place, messageId, sender, subject, sentAt, itemClass, bytes } = entry;
        return { id: place.id, messageId, sender, subject, sentAt, itemClass, bytes };
      }),
    };
  }
}
