import { Readable } from 'node:stream';
import { type MailConfig } from '@app/config';
import { type Secret } from '@app/domain';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

import { type MailDelivered, type MailSession, type OutgoingMessage } from '../mail-sink';
import { WatchedContent } from '../watched-content';
import { toAppError } from './smtp-errors';

/** One connection at a time, made when a message needs one; after a failure the next message has a new one. */
export class SmtpMailSession implements MailSession {
  private connection: SMTPConnection | undefined;

  constructor(
    private readonly config: MailConfig,
    private readonly to: string,
    private readonly password: Secret | undefined,
  ) {}

  async deliver(
    { bytes }: OutgoingMessage,
    content: AsyncIterable<Uint8Array>,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<MailDelivered> {
    signal?.throwIfAborted();
    const stop = () => this.drop();
    signal?.addEventListener('abort', stop);
    const watched = new WatchedContent(content);
    try {
      const connection = await this.connected();
      await this.send(connection, bytes, watched);
      return 'accepted';
    } catch (error) {
      this.drop();
      signal?.throwIfAborted();
      watched.throwIfFailed();
      throw toAppError(error);
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /** Says goodbye without waiting for the answer. */
  close(): Promise<void> {
    if (this.connection && !isOver(this.connection)) this.connection.quit();
    this.drop();
    return Promise.resolve();
  }

  private drop(): void {
    this.connection?.close();
    this.connection = undefined;
  }

  private async connected(): Promise<SMTPConnection> {
    if (this.connection && !isOver(this.connection)) return this.connection;
    const { host, port, security, timeoutMs, user } = this.config;
    const connection = new SMTPConnection({
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
    });
    this.connection = connection;
    // One that breaks while nothing is asked of it is met by the next message, which takes another.
    connection.on('error', () => undefined);
    await answered(connection, (done) => connection.connect(done));
    const pass = this.password?.reveal();
    if (user) await answered(connection, (done) => connection.login({ user, pass }, done));
    return connection;
  }

  private send(connection: SMTPConnection, size: number, content: WatchedContent): Promise<void> {
    const { from } = this.config;
    const stream = Readable.from(content, { objectMode: false });
    return answered(connection, (done) =>
      connection.send({ from, to: [this.to], size }, stream, done),
    );
  }
}

function isOver({ destroyed, _socket: socket }: SMTPConnection): boolean {
  return destroyed || !socket || socket.destroyed;
}

type Answer = (error?: Error | null) => void;

/** What the connection is asked to do; rejects also when the connection breaks or is closed before it has answered. */
function answered(connection: SMTPConnection, ask: (done: Answer) => void): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const settle = (error?: Error | null) => {
      connection.removeListener('error', settle);
      connection.removeListener('end', ended);
      if (error) reject(error);
      else resolve();
    };
    // The library ends the connection before it tells why.
    const ended = () => setImmediate(settle, new Error('The connection has ended.'));
    connection.once('error', settle);
    connection.once('end', ended);
    ask(settle);
  });
}
