import { type AddressObject, simpleParser } from 'mailparser';
import { type Mailbox, type Message } from '@app/message-conversion';

import { sha256 } from './golden-case';

/** What a reader gets out of a message, whatever reader it is. */
export interface ReadMessage {
  from: Mailbox[];
  to: Mailbox[];
  cc: Mailbox[];
  subject: string;
  date: string;
  messageId: string;
  inReplyTo: string;
  references: string[];
  headers: Record<string, string>;
  text: string;
  html: string;
  files: { fileName: string; contentType: string; sha256: string; cid: string }[];
}

/** What any reader must get of a message. Mail knows no fractions of a second. */
export function readingOf(message: Message): ReadMessage {
  const own = message.headers.filter(({ name }) => name.startsWith('X-'));
  return {
    from: [message.from],
    to: message.to,
    cc: message.cc,
    subject: message.subject,
    date: new Date(Math.floor(message.date.getTime() / 1000) * 1000).toISOString(),
    messageId: message.id,
    inReplyTo: message.inReplyTo ?? '',
    references: message.references,
    headers: Object.fromEntries(own.map(({ name, value }) => [name.toLowerCase(), value])),
    text: message.text,
    html: message.html,
    files: inOrder(
      message.attachments.map(({ fileName, contentType, content, cid = '' }) => {
        return { fileName, contentType, sha256: content.sha256, cid };
      }),
    ),
  };
}

/** Reads a message with mailparser, which shares no code with what writes it but the library's author. */
export async function readByMailparser(bytes: Buffer): Promise<ReadMessage> {
  const parsed = await simpleParser(bytes, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  });
  const own = [...parsed.headers].filter(([name]) => name.startsWith('x-'));
  return {
    from: mailboxes(parsed.from),
    to: mailboxes(parsed.to),
    cc: mailboxes(parsed.cc),
    subject: parsed.subject ?? '',
    date: parsed.date?.toISOString() ?? '',
    messageId: parsed.messageId ?? '',
    inReplyTo: parsed.inReplyTo ?? '',
    references: [parsed.references ?? []].flat(),
    headers: Object.fromEntries(
      await Promise.all(own.map(([name, value]) => decoded(name, value))),
    ),
    text: lines(parsed.text ?? ''),
    html: lines(parsed.html || ''),
    files: inOrder(
      parsed.attachments.map(({ filename = '', headers, content, cid = '' }) => {
        // `contentType` is its guess by the name where bytes are said to be nothing more.
        const [, contentType = ''] =
          /"value":"([^"]*)/.exec(JSON.stringify(headers.get('content-type'))) ?? [];
        return { fileName: filename, contentType, sha256: sha256(content), cid };
      }),
    ),
  };
}

/** Lines end with CRLF in mail. */
function lines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** It leaves headers it does not know as they stand; as a subject it decodes any. */
async function decoded(name: string, value: unknown): Promise<[string, string]> {
  if (!String(value).includes('=?')) return [name, String(value)];
  const { subject = '' } = await simpleParser(`Subject: ${String(value)}\r\n\r\n`);
  return [name, subject];
}

/** Pictures stand before other files. */
export function inOrder(files: ReadMessage['files']): ReadMessage['files'] {
  return files.sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
}

function mailboxes(header: AddressObject | AddressObject[] | undefined): Mailbox[] {
  return [header ?? []]
    .flat()
    .flatMap(({ value }) => value)
    .map(({ name, address = '' }) => ({ name, address }));
}
