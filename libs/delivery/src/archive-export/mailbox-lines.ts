/** What stands before `From ` at the start of a line is no matter: it gets one more mark, and loses one when it is read. */
const FROM_LINE = /(^|\n)(?=>*From )/g;

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/**
 * A message as it stands in an mbox (RFC 4155, quoted as "mboxrd" so that it can be undone): a line that tells who and when, the
 * message with LF line ends, an empty line.
 */
export async function* mboxEntry(
  { sender, at }: { sender: string; at: Date },
  message: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`From ${sender} ${asctime(at)}\n`);
  for await (const lines of wholeLines(message)) {
    yield Buffer.from(lines.replace(FROM_LINE, '$1>'), 'latin1');
  }
  yield Buffer.from('\n');
}

/** A message with LF line ends, which is what programs of Unix expect in a file. */
export async function* withLfLines(message: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const lines of wholeLines(message)) yield Buffer.from(lines, 'latin1');
}

/** Bit by bit, one sign a byte, cut at line ends only; the last line has an end, too. */
async function* wholeLines(message: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of message) {
    const text = rest + Buffer.from(chunk).toString('latin1');
    const end = text.lastIndexOf('\n') + 1;
    rest = text.slice(end);
    if (end > 0) yield text.slice(0, end).replaceAll('\r\n', '\n');
  }
  if (rest !== '') yield `${rest}\n`;
}

/** As C's asctime writes it, in UTC: `Sat Mar  1 12:00:00 2025`. */
function asctime(at: Date): string {
  const day = DAYS[at.getUTCDay()] ?? '';
  const month = MONTHS[at.getUTCMonth()] ?? '';
  const date = String(at.getUTCDate()).padStart(2, ' ');
  return `${day} ${month} ${date} ${at.toISOString().slice(11, 19)} ${at.getUTCFullYear()}`;
}
