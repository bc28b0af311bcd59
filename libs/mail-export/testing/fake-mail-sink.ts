import {
  type MailDelivered,
  type MailSession,
  type MailSink,
  type OutgoingMessage,
} from '@app/mail-export';
import { AppError, type Secret } from '@app/domain';
import { CrashPoint } from '@testing/domain';

export interface FakeMailbox {
  /** Refuses a second message of one Message-ID, as the IMAP sink does; without, it is as dumb as SMTP. */
  keepsOne?: boolean;
  limitBytes?: number;
  password?: string;
}

/** A mailbox in memory, in the order of arrival. */
export class FakeMailSink implements MailSink {
  readonly arrived: { messageId: string; bytes: Buffer; date: Date }[] = [];
  /** Rejected with by the next deliveries, one each. */
  failures: AppError[] = [];
  /** Rejected with by every delivery of the message. */
  readonly refused = new Map<string, AppError>();
  /** Logins there were. */
  logins = 0;

  constructor(
    private readonly crash = new CrashPoint(),
    private readonly mailbox: FakeMailbox = {},
  ) {}

  open(password: Secret | undefined): MailSession {
    let isIn = false;
    return {
      deliver: async (message, content, { signal } = {}) => {
        signal?.throwIfAborted();
        this.crash.read();
        if (!isIn) this.logIn(password);
        isIn = true;
        return this.take(message, content, signal);
      },
      close: () => Promise.resolve(),
    };
  }

  private logIn(password: Secret | undefined): void {
    this.logins += 1;
    if (password?.reveal() === this.mailbox.password) return;
    throw new AppError('mail.login_refused', 'The password is wrong.');
  }

  private async take(
    { messageId, bytes: size, date }: OutgoingMessage,
    content: AsyncIterable<Uint8Array>,
    signal: AbortSignal | undefined,
  ): Promise<MailDelivered> {
    const failure = this.failures.shift() ?? this.refused.get(messageId);
    if (failure) throw failure;
    const { keepsOne, limitBytes = Infinity } = this.mailbox;
    if (size > limitBytes) throw new AppError('mail.message_too_large', 'This is too much.');
    if (keepsOne && this.arrived.some((other) => other.messageId === messageId)) return 'known';
    const bytes = Buffer.concat(await Array.fromAsync(content));
    signal?.throwIfAborted();
    this.crash.write(() => this.arrived.push({ messageId, bytes, date }));
    return 'accepted';
  }
}
