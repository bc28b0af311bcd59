import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import { z } from 'zod';

import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { until } from '../support/until';

const FROM = 'worker@contoso.example';
const dataDir = mkdtempSync(join(tmpdir(), 'contract-smtp-'));
let sandbox: RunningSandbox;
let mailbox: string;
let made = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ smtpPort: 0, dataDir });
});
beforeEach(() => {
  mailbox = `journal${made++}@contoso.example`;
});
afterAll(async () => {
  await sandbox.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const message = (subject: string, body = 'Hello.') =>
  Buffer.from(
    [
      'From: Contoso <contoso@twitter.invalid>',
      'To: =?utf-8?Q?Ad=C3=A8le?= <adelev@twitter.invalid>',
      `Subject: ${subject}`,
      'Date: Mon, 03 Mar 2025 09:30:12 +0000',
      `Message-ID: <${subject}@twitter.invalid>`,
      'X-Message-Class: IPM.NOTE.Twitter.Reply',
      '',
      body,
      '',
    ].join('\r\n'),
  );

function transport(changes: Partial<SMTPTransport.Options> = {}) {
  const { host = '', port = 0, user = '' } = sandbox.smtp ?? {};
  const pass = sandbox.credentials.smtpPassword;
  return createTransport({ host, port, requireTLS: true, auth: { user, pass }, ...changes });
}

const send = async (raw: Buffer, to: string | string[] = mailbox, changes = {}) =>
  transport(changes).sendMail({ envelope: { from: FROM, to }, raw });

const listing = z.object({
  messages: z.array(z.object({ id: z.string(), messageId: z.string(), itemClass: z.string() })),
});

async function arrived(query = '', of = mailbox) {
  const search = new URLSearchParams({ q: query });
  const path = `/control/mailboxes/${encodeURIComponent(of)}?${search.toString()}`;
  return listing.parse(await (await fetch(sandbox.url + path)).json()).messages;
}

/** The one that is expected, once it has arrived. */
async function theOne() {
  await until(async () => (await arrived()).length === 1);
  const [one] = await arrived();
  if (!one) throw new Error('It has gone again.');
  return one;
}

async function sourceOf(id: string, of = mailbox): Promise<Buffer> {
  const path = `/mailbox/${encodeURIComponent(of)}/${id}/source?download`;
  return Buffer.from(await (await fetch(sandbox.url + path)).arrayBuffer());
}

const files = () => readdirSync(join(dataDir, 'mailbox'), { recursive: true, encoding: 'utf8' });

/** A message whose sender is gone once it is on its way. */
async function* brokenOff(raw: Buffer): AsyncGenerator<Buffer> {
  yield raw;
  await until(() => files().some((file) => file.endsWith('.part')));
  throw new Error('broken off');
}

describe('e-mail to the sandbox', () => {
  it('arrives byte for byte', async () => {
    const body = ['.', '..two dots', 'no=end soft=', 'Ünï 新 🚀', '', '.hidden', ' '].join('\r\n');
    const raw = message('exact', body);
    await send(raw);
    const { id, ...entry } = await theOne();
    expect(entry).toEqual({
      messageId: '<exact@twitter.invalid>',
      itemClass: 'IPM.NOTE.Twitter.Reply',
    });
    expect((await sourceOf(id)).equals(raw)).toBe(true);
  });

  it('arrives as often as it is sent, in the mailbox of each recipient, whatever its case', async () => {
    const other = `other-${mailbox}`;
    await send(message('twice'), [mailbox.toUpperCase(), other]);
    await send(message('twice'));
    await until(
      async () => (await arrived()).length === 2 && (await arrived('', other)).length === 1,
    );
    expect(new Set((await arrived()).map(({ id }) => id)).size).toBe(2);
  });

  it('is found in the list of all mailboxes, with its kind', async () => {
    await send(message(`needle${made}`));
    await until(async () => (await arrived('kind:reply')).length === 1);
    const page = await (await fetch(`${sandbox.url}/?q=to:adèle%20needle${made}`)).text();
    expect(page).toContain('1 message,');
    expect(page).toContain(`>needle${made}</a>`);
  });

  it('may be large', async () => {
    const body = randomBytes(20 * 1024 * 1024)
      .toString('base64')
      .replace(/.{76}/g, '$&\r\n');
    const raw = message('large', body);
    await send(raw);
    const { id } = await theOne();
    expect((await sourceOf(id)).equals(raw)).toBe(true);
  });

  it('is taken over TLS of its own certificate only, and of those who prove themselves', async () => {
    const auth = { user: sandbox.smtp?.user ?? '', pass: 'wrong' };
    const plain = { requireTLS: false, ignoreTLS: true };
    await expect(send(message('a'), mailbox, { auth })).rejects.toMatchObject({
      responseCode: 535,
    });
    await expect(send(message('b'), mailbox, plain)).rejects.toMatchObject({ code: 'EAUTH' });
    await expect(send(message('c'), mailbox, { auth: undefined })).rejects.toMatchObject({
      responseCode: 530,
    });
    await expect(send(message('d'), mailbox, { tls: { ca: [] } })).rejects.toMatchObject({
      code: 'ESOCKET',
    });
    expect(await arrived()).toEqual([]);
  });

  it('leaves nothing of a message that is broken off', async () => {
    const raw = Readable.from(brokenOff(message('half')));
    const sending = transport().sendMail({ envelope: { from: FROM, to: mailbox }, raw });
    await expect(sending).rejects.toThrow('broken off');
    await send(message('whole'));
    await until(async () => (await arrived()).length === 1);
    expect((await arrived()).map(({ messageId }) => messageId)).toEqual([
      '<whole@twitter.invalid>',
    ]);
    await until(() => files().every((file) => !file.endsWith('.part')));
  });
});

describe('a fault of the mail server', () => {
  it.each([
    [{ kind: 'status' }, { responseCode: 451 }],
    [{ kind: 'status', status: 552 }, { responseCode: 552 }],
    [{ kind: 'rate_limit' }, { responseCode: 421 }],
    [{ kind: 'reset' }, { code: 'ECONNECTION' }],
  ])('%j refuses a message, which is then not there', async (fault, refusal) => {
    await sandbox.control.addFault({ target: 'smtp', path: mailbox, ...fault });
    await expect(send(message('refused'))).rejects.toMatchObject(refusal);
    await send(message('taken'));
    await until(async () => (await arrived()).length > 0);
    expect((await arrived()).map(({ messageId }) => messageId)).toEqual([
      '<taken@twitter.invalid>',
    ]);
  });

  it('truncate cuts the connection after the message was stored', async () => {
    await sandbox.control.addFault({ target: 'smtp', path: mailbox, kind: 'truncate' });
    await expect(send(message('stored'))).rejects.toMatchObject({ code: 'ECONNECTION' });
    await until(async () => (await arrived()).length === 1);
    expect(await arrived()).toHaveLength(1);
  });
});
