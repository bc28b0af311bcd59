import { type Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import {
  type AddressObject,
  type AttachmentStream,
  MailParser,
  type MessageText,
} from 'mailparser';

/** A file that came with a message. */
export interface MailFile {
  name: string;
  contentType: string;
  bytes: number;
  /** By which HTML shows it. */
  cid?: string;
}

export interface Mail {
  /** Names, addresses of those who have none. */
  sender: string;
  from: string;
  to: string;
  cc: string;
  subject: string;
  /** As the message says, if it does. */
  sentAt?: Date;
  messageId: string;
  itemClass: string;
  /** The head, as it stands. */
  head: string;
  text: string;
  html: string;
  files: MailFile[];
}

/** What becomes of the bytes of a message's nth file; they must be read to their end. */
export type TakeFile = (content: Readable, n: number, file: MailFile) => Promise<unknown>;

/** Reads a message; its files go by piece by piece, and none is kept in memory. */
export async function readMail(source: Readable, take: TakeFile = skip): Promise<Mail> {
  const parser = new MailParser({
    ...{ skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true, checksumAlgo: false },
  });
  const files: MailFile[] = [];
  let [text, html] = ['', ''];
  source.on('error', (error) => parser.destroy(error)).pipe(parser);
  const parts: AsyncIterable<AttachmentStream | MessageText> = parser;
  try {
    for await (const part of parts) {
      if (part.type === 'text') [text, html] = [part.text ?? '', part.html ?? ''];
      else files.push(await takeFile(part, files.length, take));
    }
  } finally {
    source.destroy();
  }
  const lines = parser.headerLines || [];
  return {
    sender: (parser.from?.value ?? []).map(({ name, address }) => name || address).join(', '),
    ...{ from: textOf(parser.from), to: textOf(parser.to), cc: textOf(parser.cc) },
    subject: parser.subject ?? '',
    ...(parser.date && { sentAt: parser.date }),
    messageId: parser.messageId ?? '',
    itemClass: classOf(lines),
    head: lines.map(({ line }) => line).join('\n'),
    ...{ text, html, files },
  };
}

async function takeFile(part: AttachmentStream, n: number, take: TakeFile): Promise<MailFile> {
  const { filename, contentType, cid, content } = part;
  const file = {
    ...{ name: filename ?? `attachment-${n + 1}`, contentType, bytes: 0 },
    ...(cid !== undefined && { cid }),
  };
  await take(content, n, file);
  part.release?.();
  return { ...file, bytes: part.size ?? 0 };
}

export async function skip(content: Readable): Promise<void> {
  await finished(content.resume());
}

function textOf(addresses: AddressObject | AddressObject[] | undefined): string {
  return [addresses ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ');
}

/** Mail that says nothing is of the class that Exchange gives it. */
function classOf(lines: readonly { key: string; line: string }[]): string {
  const line = lines.find(({ key }) => key === 'x-message-class')?.line ?? '';
  return /^[^:]*:\s*(\S+)\s*$/.exec(line)?.[1] ?? 'IPM.Note';
}
