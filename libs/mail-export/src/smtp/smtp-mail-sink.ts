import { type MailConfig } from '@app/config';
import { type Secret } from '@app/domain';

import { type MailSession, type MailSink } from '../mail-sink';
import { SmtpMailSession } from './smtp-mail-session';

/**
 * A mailbox by SMTP. A message whose acceptance never reached us is sent again: it may arrive twice, with one Message-ID. Memory does not
 * grow with its size.
 */
export class SmtpMailSink implements MailSink {
  constructor(
    private readonly config: MailConfig,
    private readonly to = config.to,
  ) {}

  open(password: Secret | undefined): MailSession {
    return new SmtpMailSession(this.config, this.to, password);
  }
}
