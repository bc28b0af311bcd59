import * as fc from 'fast-check';

import { mboxEntry, withLfLines } from './mailbox-lines';

const at = new Date('2025-03-01T09:05:00.000Z');
const from = { sender: '7@twitter.invalid', at };

/** A message in pieces that end anywhere. */
async function* pieces(text: string, size: number) {
  await Promise.resolve();
  for (let i = 0; i < text.length; i += size) yield Buffer.from(text.slice(i, i + size), 'latin1');
}

async function written(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  return Buffer.concat(await Array.fromAsync(chunks)).toString('latin1');
}

const line = fc.oneof(
  fc.constantFrom('From here', '>From there', '>>From', 'from', ' From x', '', 'From: a'),
  fc.string({ unit: 'grapheme-ascii' }),
);
const message = fc.array(line, { minLength: 1 }).map((lines) => `${lines.join('\r\n')}\r\n`);

describe('a message in an mbox', () => {
  it('has its sender and time before it, and an empty line behind it', async () => {
    const entry = await written(mboxEntry(from, pieces('A: b\r\n\r\nFrom me\r\n', 3)));
    expect(entry).toBe('From 7@twitter.invalid Sat Mar  1 09:05:00 2025\nA: b\n\n>From me\n\n');
  });

  it('can be had back, whatever it says and in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(message, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        const entry = await written(mboxEntry(from, pieces(text, size)));
        const body = entry.slice(entry.indexOf('\n') + 1, -1);
        expect(body.split('\n').filter((each) => each.startsWith('From '))).toEqual([]);
        expect(body.replace(/^>(>*From )/gm, '$1').replaceAll('\n', '\r\n')).toBe(text);
      }),
    );
  });

  it('has an end to its last line', async () => {
    expect(await written(withLfLines(pieces('A: b\r\n\r\nc', 4)))).toBe('A: b\n\nc\n');
  });
});
