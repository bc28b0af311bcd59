import { base64Length } from '../write-item';
import { type Message } from './message';
import { encodingFor, withMailLineEnds } from './text-encoding';

const BASE64_LINE = 76;
/** The library ends a line of quoted-printable where a word does, never before so many signs. */
const SHORTEST_QP_LINE = 50;
/** Boundary, line ends and the names of headers around a part. */
const AROUND_A_PART = 600;
/** An encoded word of a header makes so much of a byte, folding included. */
const HEADER_GROWTH = 5;
/** Name of a header, line end, what is around an address. */
const AROUND_A_HEADER = 64;

/**
 * So many bytes a message has at most when it is written. Of files, which is what may be too much, to a few bytes; of text generously:
 * only the library knows how it folds a line.
 */
export function mostBytesOf(message: Message): number {
  const parts = message.attachments.map(({ content, fileName, contentType, cid = '' }) => {
    return AROUND_A_PART + 4 * (fileName + contentType + cid).length + inLines(content.bytes);
  });
  const bodies = [message.text, message.html].map((text) => AROUND_A_PART + encodedText(text));
  // The containers of text and HTML, of those with the pictures, and of all that with the files.
  const containers = 3 * AROUND_A_PART;
  return [...parts, ...bodies, headersOf(message)].reduce((sum, n) => sum + n, containers);
}

function headersOf({ from, to, cc, ...message }: Message): number {
  const boxes = [from, ...to, ...cc].flatMap(({ name, address }) => [name, address]);
  const { id, inReplyTo = '', references, subject, headers } = message;
  const others = headers.flatMap(({ name, value }) => [name, value]);
  return [id, inReplyTo, ...references, subject, ...boxes, ...others].reduce(
    (sum, text) => sum + AROUND_A_HEADER + HEADER_GROWTH * Buffer.byteLength(text),
    AROUND_A_PART,
  );
}

function encodedText(text: string): number {
  const content = withMailLineEnds(text);
  const bytes = Buffer.byteLength(content);
  if (encodingFor(text) === 'base64') return inLines(bytes);
  const asTheyAre = content.match(/[\x20-\x3c\x3e-\x7e]/g)?.length ?? 0;
  const escaped = asTheyAre + 3 * (bytes - asTheyAre);
  return escaped + 3 * Math.ceil(escaped / SHORTEST_QP_LINE);
}

/** As base64 with its line ends. */
function inLines(bytes: number): number {
  const length = base64Length(bytes);
  return length + 2 * Math.ceil(length / BASE64_LINE);
}
