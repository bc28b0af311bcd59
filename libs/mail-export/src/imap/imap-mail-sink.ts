import { type MailConfig } from '@app/config';
import { type Secret } from '@app/domain';

import { type MailSession, type MailSink } from '../mail-sink';
import { ImapMailSession } from './imap-mail-session';

/**
 * A folder by IMAP, made when there is none. Before a message is written the folder is searched for its Message-ID: however often it is
 * delivered, it is there once. The library takes a message whole, so that memory grows with it; more than `MOST_BYTES` are refused.
 */
export class ImapMailSink implements MailSink {
  constructor(private readonly config: MailConfig) {}

  open(password: Secret | undefined): MailSession {
    return new ImapMailSession(this.config, password);
  }
}
