import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import {
  SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerError,
  type SMTPServerSession,
} from 'smtp-server';

import { FaultPlan } from '../../core/fault-plan';
import { SandboxCredentials } from '../../core/sandbox-credentials';
import { type MailPlace } from '../mail-place';
import { Mailboxes } from '../mailboxes';
import { applySmtpFault } from './smtp-fault';
import { SMTP_USER } from './smtp-user';

/** Files of 150 MB, as base64, and what is around them. */
const MAX_BYTES = 220 * 1024 * 1024;
const LONGEST_ADDRESS = 100;

/** Takes e-mail by SMTP, as a journal mailbox does: each message byte for byte into the mailbox of each of its recipients. */
@Injectable()
export class SmtpJournal implements OnApplicationShutdown {
  private readonly log = new Logger(SmtpJournal.name);
  private server: SMTPServer | undefined;
  private taken = 0;

  constructor(
    private readonly mailboxes: Mailboxes,
    private readonly credentials: SandboxCredentials,
    private readonly faults: FaultPlan,
  ) {}

  /** The port it listens on: the one that is wanted, 0 being any. Rejects with EADDRINUSE. */
  async listen(wanted: number, tls: { cert: string; key: string }): Promise<number> {
    const server = new SMTPServer({
      ...tls,
      name: 'localhost',
      size: MAX_BYTES,
      authMethods: ['PLAIN', 'LOGIN'],
      disableReverseLookup: true,
      // Clients that stay are not waited for.
      closeTimeout: 1,
      logger: false,
      onAuth: (auth, _, done) => {
        const isKnown = auth.username === SMTP_USER && this.isPassword(auth.password ?? '');
        if (isKnown) done(null, { user: SMTP_USER });
        else done(answer(535, 'The sandbox does not know this user and password.'));
      },
      onRcptTo: ({ address }, _, done) => {
        if (address.length <= LONGEST_ADDRESS) done();
        else done(answer(550, `Addresses of up to ${LONGEST_ADDRESS} signs have a mailbox here.`));
      },
      onData: (content, session, done) => {
        this.take(content, session).then(
          (isAnswered) => isAnswered && done(null, 'stored'),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        );
      },
    });
    // A connection that breaks is its client's matter.
    server.on('error', (error: Error) => this.log.warn(`SMTP: ${error.message}`));
    this.server = server;
    const listening = server.listen(wanted, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    return port;
  }

  async onApplicationShutdown(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.server) this.server.close(() => resolve());
      else resolve();
    });
  }

  /** False when a fault wants that nobody is answered. */
  private async take(content: SMTPServerDataStream, session: SMTPServerSession): Promise<boolean> {
    const recipients = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
    const fault = this.faults.take('smtp', recipients.join(' '));
    if (fault && fault.kind !== 'truncate') {
      content.resume();
      return applySmtpFault(fault, this.socketOf(session));
    }
    const [first, ...others] = recipients.map((mailbox) => this.newPlace(mailbox));
    if (!first) return true;
    await this.mailboxes.put(first, Readable.from(whole(content)));
    for (const place of others) await this.mailboxes.put(place, this.mailboxes.source(first));
    return !fault || applySmtpFault(fault, this.socketOf(session));
  }

  /** The time of arrival, and a number for those of one millisecond. */
  private newPlace(mailbox: string): MailPlace {
    const now = new Date().toISOString();
    this.taken += 1;
    const id = `${now.replace(/[-:.]/g, '')}-${this.taken}`;
    return { mailbox, month: now.slice(0, 7), id };
  }

  private socketOf({ id }: SMTPServerSession) {
    return [...(this.server?.connections ?? [])].find(({ session }) => session.id === id)?._socket;
  }

  private isPassword(given: string): boolean {
    const [a, b] = [given, this.credentials.smtpPassword].map((text) => Buffer.from(text));
    return a !== undefined && b?.length === a.length && timingSafeEqual(a, b);
  }
}

/** What is too long is read to its end, and then refused. */
async function* whole(content: SMTPServerDataStream): AsyncGenerator<Buffer> {
  for await (const chunk of content) if (!content.sizeExceeded) yield chunk as Buffer;
  if (content.sizeExceeded) throw answer(552, `A message may have ${MAX_BYTES} bytes here.`);
}

function answer(responseCode: number, message: string): SMTPServerError {
  return Object.assign(new Error(message), { responseCode });
}
