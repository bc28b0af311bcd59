import { type MailConfig } from '@app/config';
import { AppError, isAppError, type Secret } from '@app/domain';
import { type ImapFlow } from 'imapflow';

import { type MailDelivered, type MailSession, type OutgoingMessage } from '../mail-sink';
import { isFolderMissing, toAppError } from './imap-errors';

/** What the largest item may have (150 MB), and some more for what a message has around it. */
const MOST_BYTES = 160 * 1024 * 1024;

/** One connection at a time, made when a message needs one; after a failure the next message has a new one. */
export class ImapMailSession implements MailSession {
  private client: ImapFlow | undefined;

  constructor(
    private readonly config: MailConfig,
    private readonly password: Secret | undefined,
  ) {}

  async deliver(
    { messageId, bytes, date }: OutgoingMessage,
    content: AsyncIterable<Uint8Array>,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<MailDelivered> {
    if (bytes > MOST_BYTES) throw tooLarge(bytes);
    if (await this.ask((client) => isThere(client, messageId), signal)) return 'known';
    const whole = Buffer.concat(await Array.fromAsync(content));
    await this.ask((client) => this.append(client, whole, date), signal);
    return 'accepted';
  }

  /** Says goodbye without waiting for the answer. */
  close(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    if (!client?.usable) return Promise.resolve();
    // Nothing is lost when the server has gone already.
    client.logout().catch(() => client.close());
    return Promise.resolve();
  }

  private async ask<T>(
    work: (client: ImapFlow) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    // Not before there is a message: it is much code, and most workers and every connector start without a need of it.
    const { ImapFlow: Client } = await import('imapflow');
    signal?.throwIfAborted();
    const stop = () => this.drop();
    signal?.addEventListener('abort', stop);
    try {
      return await work(await this.connected(Client));
    } catch (error) {
      this.drop();
      signal?.throwIfAborted();
      throw isAppError(error) ? error : toAppError(error);
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  private drop(): void {
    this.client?.close();
    this.client = undefined;
  }

  private async connected(Client: typeof ImapFlow): Promise<ImapFlow> {
    if (this.client?.usable) return this.client;
    const { host, port, security, timeoutMs, user = '' } = this.config;
    const client = new Client({
      host,
      port,
      secure: security === 'tls',
      doSTARTTLS: security === 'starttls',
      auth: { user, pass: this.password?.reveal() ?? '' },
      logger: false,
      disableAutoIdle: true,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
    });
    this.client = client;
    // One that breaks while nothing is asked of it is met by the next message, which takes another.
    client.on('error', () => undefined);
    await client.connect();
    await this.openFolder(client);
    return client;
  }

  private async openFolder(client: ImapFlow): Promise<void> {
    try {
      await client.mailboxOpen(this.folder());
    } catch (error) {
      if (!isFolderMissing(error)) throw error;
      await client.mailboxCreate(this.folder());
      await client.mailboxOpen(this.folder());
    }
  }

  private async append(client: ImapFlow, whole: Buffer, date: Date): Promise<void> {
    try {
      const done = await client.append(this.folder(), whole, ['\\Seen'], date);
      if (!done) throw new Error('The connection is not logged in any more.');
    } catch (error) {
      throw toAppError(error, { isOfMessage: true });
    }
  }

  /** Servers differ in what stands between a folder and one in it; in the setting it is a slash. */
  private folder(): string[] {
    return this.config.folder.split('/');
  }
}

async function isThere(client: ImapFlow, messageId: string): Promise<boolean> {
  const found = await client.search({ header: { 'Message-ID': messageId } });
  if (!found) throw new Error('The server does not search.');
  return found.length > 0;
}

function tooLarge(bytes: number): AppError {
  return new AppError(
    'mail.message_too_large',
    `The message has ${bytes} bytes; by IMAP at most ${MOST_BYTES} are delivered.`,
    { bytes },
  );
}
