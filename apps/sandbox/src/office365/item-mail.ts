import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';

import { itemHtml, itemText } from './item-body';
import { type ImportedItem } from './item.schema';

/** Items name people by ids, which are no addresses; nobody can own this domain (RFC 6761). */
const DOMAIN = 'twitter.invalid';
/** Whole groups of four signs. */
const STEP = 4 * 16 * 1024;
const PICTURE = /\.(png|jpe?g|gif|webp)$/i;

type User = ImportedItem['Sender'];

/**
 * The e-mail that an item becomes in a mailbox, as Microsoft describes it for third-party data: from, to, subject, date, body, attachments,
 * message class. A function of the item alone; its files are decoded piece by piece.
 */
export function itemMail(jobId: string, item: ImportedItem): Readable {
  const id = (of: string) => `<${encodeURIComponent(of)}.${encodeURIComponent(jobId)}@${DOMAIN}>`;
  const isHtml = item.ContentType === 0;
  const composer = new MailComposer({
    messageId: id(item.Id),
    ...(item.ParentId && { inReplyTo: id(item.ParentId) }),
    ...(item.ThreadId && { references: [id(item.ThreadId)] }),
    from: addressOf(item.Sender),
    to: item.Recipients.map(addressOf),
    subject: item.MessagePreviewText || item.Id,
    date: new Date(item.SentTimeUtc),
    headers: headersOf(jobId, item),
    ...(!isHtml && { text: part(itemText(item)) }),
    html: part(isHtml ? item.Content : itemHtml(item, pictures(item))),
    attachments: attachmentsOf(item),
    baseBoundary: createHash('sha256').update(id(item.Id)).digest('hex').slice(0, 24),
    // `=` never stands before `_` in quoted-printable: no text can hold a boundary.
    boundaryPrefix: '=_',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().createReadStream();
}

function headersOf(jobId: string, item: ImportedItem) {
  const headers = {
    'X-Message-Class': `IPM.NOTE.${item.SourceType}.${item.ItemType}`,
    'X-Import-Job': jobId,
    'X-Import-Item-Id': item.Id,
    'X-Import-Container-Id': item.ContainerId,
    'X-Import-Thread-Id': item.ThreadId,
    'X-Import-Parent-Id': item.ParentId,
    'X-Import-Likes': String(item.NumOfLikes),
  };
  return Object.entries(headers).flatMap(([key, value]) => (value ? { key, value } : []));
}

function addressOf({ Id, Name, EmailAddress }: User) {
  const id = EmailAddress ?? Id ?? '';
  const local = /^[\w.+-]{1,60}$/.test(id) ? id : 'unknown';
  return { name: Name ?? '', address: id.includes('@') ? id : `${local}@${DOMAIN}` };
}

/** The content ids of an item's pictures, by their place among the attachments. */
function pictures({ ContentAttachments }: ImportedItem): ReadonlyMap<number, string> {
  const found = (ContentAttachments ?? []).flatMap(
    ({ Content, AttachmentFileName }, n): [number, string][] =>
      Content && PICTURE.test(AttachmentFileName) ? [[n, `picture-${n}@${DOMAIN}`]] : [],
  );
  return new Map(found);
}

function attachmentsOf(item: ImportedItem) {
  const cids = pictures(item);
  return (item.ContentAttachments ?? []).flatMap(({ Content, AttachmentFileName }, n) => {
    if (Content === null) return [];
    const cid = cids.get(n);
    const content = Readable.from(decoded(Content), { objectMode: false });
    return { filename: AttachmentFileName, content, ...(cid && { cid }) };
  });
}

function* decoded(base64: string): Generator<Buffer> {
  for (let at = 0; at < base64.length; at += STEP) {
    yield Buffer.from(base64.slice(at, at + STEP), 'base64');
  }
}

function part(content: string) {
  const contentTransferEncoding = 'quoted-printable' as const;
  return { content: content.replace(/\r?\n/g, '\r\n'), contentTransferEncoding };
}
