import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MailConfig, slice } from '@app/config';
import { Secret } from '@app/domain';
import { MailExportModule, type MailSession, MailSink } from '@app/mail-export';
import { describeMailSink } from '@testing/mail-export';
import { type SMTPServerOptions } from 'smtp-server';

import {
  type ServerCertificate,
  serverCertificate,
} from '../../apps/sandbox/src/core/certificates';
import { openModule } from '../support/open-module';
import {
  refusal,
  SMTP_PASSWORD,
  SMTP_USER,
  type SmtpMailbox,
  startSmtpMailbox,
} from '../support/smtp-mailbox';
import { trust } from '../support/trust';

const limitBytes = 4 * 1024 * 1024;
const folders: string[] = [];
const mailboxes: SmtpMailbox[] = [];
let trusted: ServerCertificate;
let untrusted: ServerCertificate;

beforeAll(async () => {
  [trusted, untrusted] = await Promise.all([aCertificate(), aCertificate()]);
  trust(trusted.ca);
});
afterEach(() => Promise.all(mailboxes.splice(0).map((mailbox) => mailbox.close())));
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function aCertificate(): Promise<ServerCertificate> {
  const folder = mkdtempSync(join(tmpdir(), 'contract-smtp-'));
  folders.push(folder);
  return serverCertificate(folder);
}

async function start(options: SMTPServerOptions = {}): Promise<SmtpMailbox> {
  const { cert, key } = trusted;
  const mailbox = await startSmtpMailbox({ secure: true, size: limitBytes, cert, key, ...options });
  mailboxes.push(mailbox);
  return mailbox;
}

async function sinkAt(port: number, more: Partial<MailConfig> = {}): Promise<MailSink> {
  const config = slice(MailConfig, {
    ...{ sink: 'smtp', host: 'localhost', port, security: 'tls', user: SMTP_USER, folder: '' },
    ...{ from: 'connector@contoso.example', to: 'journal@contoso.example' },
    ...{ intervalSeconds: 60, timeoutMs: 20_000, ...more },
  });
  return (await openModule(MailExportModule, { slices: [config] })).get(MailSink);
}

const open = (sink: MailSink) => sink.open(new Secret(SMTP_PASSWORD));

const date = new Date(0);
function deliver(session: MailSession, text = 'Subject: Hello\r\n\r\nHello\r\n') {
  const content = (async function* () {
    await Promise.resolve();
    yield Buffer.from(text);
  })();
  return session.deliver({ messageId: '<1@x>', bytes: text.length, date }, content);
}

describe.each(['tls', 'starttls'] as const)('by %s', (security) => {
  describeMailSink('SmtpMailSink', async () => {
    const secure = security === 'tls';
    const mailbox = await start({ secure });
    const other = await start({ ...untrusted, secure });
    const [sink, there, nowhere] = await Promise.all(
      [mailbox.port, other.port, 1].map((port) => sinkAt(port, { security })),
    );
    if (!sink || !there || !nowhere) throw new Error('three were opened');
    return {
      open: () => open(sink),
      openWith: (fault) => {
        if (fault === 'wrong password') return sink.open(new Secret('wrong'));
        return open(fault === 'nobody there' ? nowhere : there);
      },
      arrived: () => Promise.resolve(mailbox.arrived.map(({ bytes }) => bytes)),
      limitBytes,
      keepsOne: false,
    };
  });
});

describe('SmtpMailSink', () => {
  it('sends from the configured address to the journal mailbox, over one connection', async () => {
    const mailbox = await start();
    const session = open(await sinkAt(mailbox.port));
    for (const n of [1, 2, 3]) await deliver(session, `Subject: ${n}\r\n\r\n`);
    await session.close();
    expect(mailbox.connections).toBe(1);
    expect(mailbox.arrived).toMatchObject(
      [1, 2, 3].map(() => ({ from: 'connector@contoso.example', to: ['journal@contoso.example'] })),
    );
  });

  it('sends without a login where none is configured', async () => {
    const mailbox = await start({ authOptional: true });
    const sink = await sinkAt(mailbox.port, { user: undefined });
    const session = sink.open(undefined);
    await expect(deliver(session)).resolves.toBe('accepted');
    await session.close();
  });

  it('says that a login is refused also where it has no password', async () => {
    const { port } = await start();
    const sink = await sinkAt(port);
    await expect(deliver(sink.open(undefined))).rejects.toMatchObject({
      code: 'mail.login_refused',
    });
  });

  it('sends nothing in the clear where the server has no STARTTLS', async () => {
    const mailbox = await start({
      secure: false,
      hideSTARTTLS: true,
      disabledCommands: ['STARTTLS'],
    });
    const session = open(await sinkAt(mailbox.port, { security: 'starttls' }));
    await expect(deliver(session)).rejects.toMatchObject({ code: 'mail.insecure' });
    expect(mailbox.arrived).toEqual([]);
  });

  it.each([
    [450, '4.2.1 Busy', 'mail.unavailable'],
    [452, '4.2.2 Full for now', 'mail.unavailable'],
    [554, '5.7.1 Spam', 'mail.message_refused'],
    [550, '5.6.0 Malformed', 'mail.message_refused'],
    [552, '5.3.4 Too big', 'mail.message_too_large'],
    [552, 'Too big', 'mail.message_too_large'],
    [554, '5.2.3 Too long', 'mail.message_too_large'],
    [552, '5.2.2 Mailbox full', 'mail.refused'],
  ])('says of a message answered by %d %s: %s, and goes on', async (status, text, code) => {
    const mailbox = await start();
    mailbox.answer = () => refusal(status, text);
    const session = open(await sinkAt(mailbox.port));
    await expect(deliver(session)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(text) as string,
    });
    mailbox.answer = () => undefined;
    await expect(deliver(session)).resolves.toBe('accepted');
    await session.close();
  });

  it.each([
    ['onMailFrom', 550, 'mail.refused'],
    ['onRcptTo', 550, 'mail.refused'],
    ['onRcptTo', 451, 'mail.unavailable'],
    ['onConnect', 421, 'mail.unavailable'],
    ['onConnect', 554, 'mail.refused'],
    ['onAuth', 454, 'mail.unavailable'],
  ] as const)('says of %s answered by %d: %s', async (where, status, code) => {
    const answer = (...args: unknown[]) => {
      const done = args.at(-1) as (error: Error) => void;
      done(refusal(status, 'No'));
    };
    const { port } = await start({ [where]: answer });
    const session = open(await sinkAt(port));
    await expect(deliver(session)).rejects.toMatchObject({ code });
  });

  it('says that a server which breaks off in the middle of a message is unavailable', async () => {
    const mailbox = await start({
      onData: (stream) => {
        stream.once('data', () => void mailbox.breakOff());
        stream.on('error', () => undefined);
      },
    });
    const session = open(await sinkAt(mailbox.port));
    const long = `Subject: Long\r\n\r\n${'line\r\n'.repeat(100_000)}`;
    await expect(deliver(session, long)).rejects.toMatchObject({ code: 'mail.unavailable' });
  });

  it('lets go of a message of which the server takes but the beginning', async () => {
    const mailbox = await start({
      onData: (stream) => {
        stream.once('data', () => void mailbox.breakOff());
        stream.on('error', () => undefined);
      },
    });
    let [wasOpen, isOpen] = [false, false];
    const endless = (async function* () {
      [wasOpen, isOpen] = [true, true];
      try {
        for (;;) {
          await Promise.resolve();
          yield Buffer.from('line\r\n'.repeat(10_000));
        }
      } finally {
        isOpen = false;
      }
    })();
    const session = open(await sinkAt(mailbox.port));
    const message = { messageId: '<1@x>', bytes: 1000, date };
    await expect(session.deliver(message, endless)).rejects.toMatchObject({
      code: 'mail.unavailable',
    });
    await nextTurn();
    expect([wasOpen, isOpen]).toEqual([true, false]);
  });

  it('gives up a server that says nothing any more', async () => {
    const { port } = await start({ onData: (stream) => stream.resume() });
    const session = open(await sinkAt(port, { timeoutMs: 500 }));
    await expect(deliver(session)).rejects.toMatchObject({ code: 'mail.unavailable' });
  });

  it('takes a new connection when the server has ended an idle one', async () => {
    const mailbox = await start();
    const session = open(await sinkAt(mailbox.port));
    await deliver(session);
    await mailbox.breakOff();
    await expect(deliver(session)).resolves.toBe('accepted');
    expect(mailbox.connections).toBe(2);
    await session.close();
  });
});
