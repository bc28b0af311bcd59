import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import * as base64 from 'nodemailer/lib/base64';
import MailComposer from 'nodemailer/lib/mail-composer';
import type MimeNode from 'nodemailer/lib/mime-node';
import * as quotedPrintable from 'nodemailer/lib/qp';

import { base64Pieces } from '../base64-pieces';
import { checkedBytes, type OpenAttachment } from '../checked-bytes';
import { type Message, type MessageAttachment } from './message';
import { encodingFor, withMailLineEnds } from './text-encoding';

/**
 * `=` never stands before `_` in quoted-printable or base64, which all parts are in: no part can hold a boundary, whatever its
 * author wrote (https://www.rfc-editor.org/rfc/rfc2045#section-6.7).
 */
const BOUNDARY_PREFIX = '=_';

/** The longest line of base64 (https://www.rfc-editor.org/rfc/rfc2045#section-6.8), and the bytes it stands for. */
const LINE_LENGTH = 76;
const LINE_BYTES = 57;

const MAX_PIECE_BYTES = 64 * 1024;

/**
 * The message as RFC 5322 text with CRLF lines, its files streamed in as base64, one after the other, each opened when its turn comes:
 * memory does not grow with their size. Byte for byte the same for the same message. Fails with `archive.corrupt` when a
 * file gives other bytes than announced, and with whatever `open` fails with.
 */
export function writeMessage(message: Message, open: OpenAttachment): AsyncIterable<Uint8Array> {
  const { id, inReplyTo, references, from, to, cc, subject, date, headers, text, html } = message;
  const composer = new MailComposer({
    messageId: id,
    inReplyTo,
    references,
    from,
    to,
    cc,
    subject,
    date,
    text: textPart(text),
    html: textPart(html),
    attachments: message.attachments.map((attachment) => partOf(attachment, open)),
    baseBoundary: createHash('sha256').update(id).digest('hex').slice(0, 24),
    boundaryPrefix: BOUNDARY_PREFIX,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const root = composer.compile();
  // After From, To and the like, which people look for first.
  root.addHeader(headers.map(({ name, value }) => ({ key: name, value })));
  return written(root);
}

/**
 * What the library's own stream gives, byte for byte, at a quarter of its time: that is made of some ten streams for each message, most of
 * them for texts that are in memory anyway.
 */
async function* written(node: MimeNode): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${node.buildHeaders()}\r\n\r\n`);
  const { content, boundary } = node;
  if (content instanceof Readable) yield* base64Lines(content);
  else if (typeof content === 'string') yield Buffer.from(encoded(content, node));
  if (typeof boundary !== 'string') return;
  for (const [i, child] of node.childNodes.entries()) {
    yield Buffer.from(`${i > 0 ? '\r\n' : ''}--${boundary}\r\n`);
    yield* written(child);
  }
  yield Buffer.from(`\r\n--${boundary}--\r\n`);
}

/** Every line but the last ends with a line end. */
async function* base64Lines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let lineEnd = '';
  for await (const piece of base64Pieces(bytes, LINE_BYTES)) {
    yield Buffer.from(lineEnd + base64.wrap(piece, LINE_LENGTH));
    lineEnd = '\r\n';
  }
}

function encoded(text: string, node: MimeNode): string {
  const { wrap, encode } = node.getTransferEncoding() === 'base64' ? base64 : quotedPrintable;
  return wrap(encode(text));
}

function partOf({ content, contentType, fileName, cid }: MessageAttachment, open: OpenAttachment) {
  return {
    content: Readable.from(inPieces(checkedBytes(content, open)), { objectMode: false }),
    contentType,
    filename: fileName,
    ...(cid !== undefined && { cid }),
  };
}

/** Encoding holds a piece several times over. */
async function* inPieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += MAX_PIECE_BYTES) {
      yield chunk.subarray(at, at + MAX_PIECE_BYTES);
    }
  }
}

function textPart(text: string) {
  return { content: withMailLineEnds(text), contentTransferEncoding: encodingFor(text) };
}
