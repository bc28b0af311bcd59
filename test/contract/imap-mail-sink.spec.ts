import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailConfig, slice } from '@app/config';
import { Secret } from '@app/domain';
import { MailExportModule, type MailSession, MailSink } from '@app/mail-export';
import { describeMailSink } from '@testing/mail-export';
import { ImapFlow } from 'imapflow';

import {
  type ServerCertificate,
  serverCertificate,
} from '../../apps/sandbox/src/core/certificates';
import { type Dovecot, IMAP_LIMIT_BYTES, IMAP_PASSWORD, startDovecot } from '../support/dovecot';
import { openModule } from '../support/open-module';
import { trust } from '../support/trust';

const USERS = Array.from({ length: 60 }, (_, i) => `user${i}`);
const FOLDER = 'Twitter archive/Grüße';
const folders: string[] = [];
let dovecot: Dovecot;
let untrusted: Dovecot;
let used = 0;

beforeAll(async () => {
  const [trusted, other] = await Promise.all([aCertificate(), aCertificate()]);
  trust(trusted.ca);
  [dovecot, untrusted] = await Promise.all([
    startDovecot([...USERS, 'full'], trusted),
    startDovecot(['user'], other),
  ]);
});
afterAll(async () => {
  await Promise.all([dovecot.stop(), untrusted.stop()]);
  folders.forEach((folder) => rmSync(folder, { recursive: true }));
});

function aCertificate(): Promise<ServerCertificate> {
  const folder = mkdtempSync(join(tmpdir(), 'contract-imap-'));
  folders.push(folder);
  return serverCertificate(folder);
}

/** A mailbox that nobody else uses. */
const aUser = () => USERS[used++] ?? 'there are not enough of them';

async function sinkFor(user: string, more: Partial<MailConfig> = {}): Promise<MailSink> {
  const config = slice(MailConfig, {
    ...{ sink: 'imap', host: 'localhost', port: dovecot.tlsPort, security: 'tls', user },
    ...{ from: '', to: '', folder: FOLDER, intervalSeconds: 60, timeoutMs: 20_000, ...more },
  });
  return (await openModule(MailExportModule, { slices: [config] })).get(MailSink);
}

const open = (sink: MailSink) => sink.open(new Secret(IMAP_PASSWORD));

/** What any mail program sees in the folder; nothing where there is none. */
async function messagesOf(user: string, folder = FOLDER) {
  const client = new ImapFlow({
    ...{ host: 'localhost', port: dovecot.tlsPort, secure: true, logger: false },
    auth: { user, pass: IMAP_PASSWORD },
  });
  await client.connect();
  try {
    const listed = await client.list();
    const path = listed.find(
      ({ path: each, delimiter }) => each === folder.replace('/', delimiter),
    );
    if (!path) return [];
    const { exists } = await client.mailboxOpen(path.path);
    if (exists === 0) return [];
    const query = { source: true, internalDate: true, flags: true };
    return await Array.fromAsync(client.fetch('1:*', query));
  } finally {
    await client.logout();
  }
}

const date = new Date('2019-03-01T12:00:00.000Z');
function deliver(session: MailSession, messageId = '<1@twitter.invalid>') {
  const text = `Message-ID: ${messageId}\r\nSubject: Hello\r\n\r\nHello\r\n`;
  const content = (async function* () {
    await Promise.resolve();
    yield Buffer.from(text);
  })();
  return session.deliver({ messageId, bytes: text.length, date }, content);
}

describe.each(['tls', 'starttls'] as const)('by %s', (security) => {
  describeMailSink('ImapMailSink', async () => {
    const user = aUser();
    const at = (of: Dovecot) => ({ security, port: security === 'tls' ? of.tlsPort : of.port });
    const sink = await sinkFor(user, at(dovecot));
    const there = await sinkFor('user', at(untrusted));
    const nowhere = await sinkFor(user, { security, port: 1 });
    return {
      open: () => open(sink),
      openWith: (fault) => {
        if (fault === 'wrong password') return sink.open(new Secret('wrong'));
        return open(fault === 'nobody there' ? nowhere : there);
      },
      arrived: async () =>
        (await messagesOf(user)).map(({ source }) => source ?? Buffer.from('no source')),
      limitBytes: IMAP_LIMIT_BYTES,
      keepsOne: true,
    };
  });
});

describe('ImapMailSink', () => {
  it('makes the folder, and dates messages by their posts, as read', async () => {
    const user = aUser();
    const session = open(await sinkFor(user));
    await deliver(session);
    await session.close();
    expect(await messagesOf(user)).toMatchObject([
      { internalDate: date, flags: new Set(['\\Seen']) },
    ]);
  });

  it('uses a folder that is there', async () => {
    const user = aUser();
    const session = open(await sinkFor(user, { folder: 'INBOX' }));
    await deliver(session);
    await session.close();
    expect(await messagesOf(user, 'INBOX')).toHaveLength(1);
  });

  it('knows one Message-ID from another that begins like it', async () => {
    const user = aUser();
    const session = open(await sinkFor(user));
    expect(await deliver(session, '<1.10@twitter.invalid>')).toBe('accepted');
    expect(await deliver(session, '<1.1@twitter.invalid>')).toBe('accepted');
    expect(await deliver(session, '<1.10@twitter.invalid>')).toBe('known');
    await session.close();
  });

  it('says that a full mailbox takes nothing', async () => {
    const session = open(await sinkFor('full'));
    await expect(deliver(session)).rejects.toMatchObject({
      code: 'mail.refused',
      message: expect.stringContaining('uota') as string,
    });
  });

  it('logs in in the clear only where that is configured', async () => {
    const user = aUser();
    const session = open(await sinkFor(user, { security: 'none', port: dovecot.port }));
    await expect(deliver(session)).resolves.toBe('accepted');
    await session.close();
  });

  it('refuses by itself what it could not hold in memory', async () => {
    const session = open(await sinkFor(aUser()));
    const content = (async function* () {})();
    const message = { messageId: '<1@x>', bytes: 512 * 1024 * 1024, date };
    await expect(session.deliver(message, content)).rejects.toMatchObject({
      code: 'mail.message_too_large',
    });
  });

  it('survives the end of the server, and goes on once it is back', async () => {
    const user = aUser();
    const session = open(await sinkFor(user));
    await deliver(session, '<a@x>');
    await dovecot.kill();
    await expect(deliver(session, '<b@x>')).rejects.toMatchObject({ code: 'mail.unavailable' });
    await dovecot.start();
    await expect(deliver(session, '<b@x>')).resolves.toBe('accepted');
    await session.close();
    expect(await messagesOf(user)).toHaveLength(2);
  });
});
