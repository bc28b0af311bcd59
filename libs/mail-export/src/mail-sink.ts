import { type Secret } from '@app/domain';

/** A message to be delivered, all but its bytes. */
export interface OutgoingMessage {
  /** Its Message-ID, with the angle brackets. */
  messageId: string;
  /** How long its content is. */
  bytes: number;
  /** When the post was made: what a mailbox shows as the time of arrival, where it can be told. */
  date: Date;
}

/** `known`: the mailbox had it before, nothing was written. */
export type MailDelivered = 'accepted' | 'known';

/** A run of deliveries to the mail server, one after the other. */
export abstract class MailSession {
  /**
   * Hands over one message of lines that end with CRLF. Resolves once the server has taken charge of it; it is there byte for byte then.
   * Memory does not grow with its size, unless the sink says so.
   *
   * Of one message alone say `mail.message_refused` and `mail.message_too_large`; the next may be delivered after them. Rejects
   * further with `mail.unavailable`, `mail.login_refused`, `mail.insecure` or `mail.refused`, with the signal's reason, and with what the
   * content fails with. Whether a message is there after `mail.unavailable` or an abort nobody knows.
   */
  abstract deliver(
    message: OutgoingMessage,
    content: AsyncIterable<Uint8Array>,
    options?: { signal?: AbortSignal },
  ): Promise<MailDelivered>;

  /** Ends the connection, if there is one. Never rejects. */
  abstract close(): Promise<void>;
}

/** The mail server that messages are delivered to. */
export abstract class MailSink {
  /** Makes no connection yet: the first message does. `password` belongs to the user of the configuration, if there is one. */
  abstract open(password: Secret | undefined): MailSession;
}
