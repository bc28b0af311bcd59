import { simpleParser } from 'mailparser';
import { AppError, type Media } from '@app/domain';
import { aPost } from '@testing/domain';
import { aMessageContext, opening, sha256 } from '@testing/message-conversion';

import { type OpenAttachment } from '../checked-bytes';
import { type Message } from './message';
import { toMessage } from './to-message';
import { writeMessage } from './write-message';

/** A message with a photo for each of the files. */
function aMessage(files: { sha256: string; bytes: number }[], text = 'Hello'): Message {
  const media = files.map((_, i): Media => ({
    key: `3_${i}`,
    type: 'photo',
    url: `https://p/${i}`,
  }));
  const post = aPost({ id: '100', text, media });
  const stored = files.map((file, i) => {
    return [`3_${i}.original`, { ...file, contentType: 'image/jpeg' }] as const;
  });
  const context = aMessageContext({ media: new Map(stored), maxBytes: 150_000_000 });
  return toMessage({ type: 'post', post }, context);
}

const described = (file: Uint8Array) => ({ sha256: sha256(file), bytes: file.length });

async function written(message: Message, open: OpenAttachment): Promise<string> {
  return Buffer.concat(await Array.fromAsync(writeMessage(message, open))).toString('latin1');
}

function inPieces(file: Uint8Array, size: number): OpenAttachment {
  return async function* () {
    await Promise.resolve();
    for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
  };
}

describe('writeMessage', () => {
  it.each([
    ['quoted-printable', 'w'],
    ['base64', '語'],
  ])('writes short lines of ASCII, ended by CRLF, in %s', async (encoding, sign) => {
    const long = `${sign.repeat(5000)} \0\u0007\r lone\n.\nFrom x\n`;
    const text = await written(aMessage([described(Buffer.alloc(9999))], long), () =>
      inPieces(Buffer.alloc(9999), 100)({ sha256: '', bytes: 0 }),
    );

    expect(text).toContain(`Content-Transfer-Encoding: ${encoding}`);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).not.toMatch(/[^\x20-\x7e\r\n\t]/);
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  it('is the same byte for byte, however the bytes come in', async () => {
    const file = Buffer.from('some bytes that are a file, of no length that fits');
    const message = aMessage([described(file)]);
    const whole = await written(message, inPieces(file, 1000));

    for (const size of [1, 2, 3, 4, 19]) {
      expect(await written(message, inPieces(file, size))).toBe(whole);
    }
  });

  it('keeps its parts apart, whatever the author writes', async () => {
    const first = await written(aMessage([]), opening([]));
    const [, boundary = ''] = /boundary="([^"]+)"/.exec(first) ?? [];
    const spoiled = aMessage([], `--${boundary}\nContent-Type: text/html\n\n<b>\n--${boundary}--`);
    const { text } = await simpleParser(await written(spoiled, opening([])));

    expect(boundary).not.toBe('');
    expect(text).toBe(spoiled.text);
  });

  it('opens a file when its turn comes, and one at a time', async () => {
    const files = [Buffer.alloc(200_000, 1), Buffer.alloc(200_000, 2)];
    const events: string[] = [];
    const open: OpenAttachment = async function* (content) {
      const n = files.findIndex((file) => sha256(file) === content.sha256);
      events.push(`open ${n}`);
      yield* inPieces(files[n] ?? Buffer.alloc(0), 50_000)(content);
      events.push(`end ${n}`);
    };
    const stream = writeMessage(aMessage(files.map(described)), open);

    expect(events).toEqual([]);
    await Array.fromAsync(stream);
    expect(events).toEqual(['open 0', 'end 0', 'open 1', 'end 1']);
  });

  it('holds no more of a file than a few pieces, while its reader takes its time', async () => {
    const piece = Buffer.alloc(64 * 1024, 7);
    const pieces = 400;
    let given = 0;
    const open: OpenAttachment = async function* () {
      await Promise.resolve();
      for (; given < pieces; given += 1) yield piece;
    };
    const file = described(Buffer.concat(Array<Buffer>(pieces).fill(piece)));

    let taken = 0;
    let mostHeld = 0;
    for await (const chunk of writeMessage(aMessage([file]), open)) {
      taken += chunk.length;
      await new Promise(setImmediate);
      mostHeld = Math.max(mostHeld, given * piece.length * 1.37 - taken);
    }
    expect(given).toBe(pieces);
    expect(mostHeld).toBeLessThan(16 * piece.length);
  });

  it.each([
    ['cut', 'abcd'],
    ['too long', 'abcdef'],
    ['altered', 'abcdX'],
    ['empty', ''],
  ])('refuses to end with a file that is %s', async (_, content) => {
    const message = aMessage([described(Buffer.from('abcde'))]);

    await expect(written(message, inPieces(Buffer.from(content), 2))).rejects.toMatchObject({
      code: 'archive.corrupt',
    });
  });

  it.each(['before', 'after'])(
    'fails with what the archive fails with %s the first bytes',
    async (when) => {
      const failure = new AppError('archive.unavailable', 'Storage is away.');
      const open: OpenAttachment = async function* () {
        await Promise.resolve();
        if (when === 'after') yield Buffer.from('ab');
        throw failure;
      };

      await expect(written(aMessage([described(Buffer.from('abcde'))]), open)).rejects.toBe(
        failure,
      );
    },
  );

  it('closes the file it reads when nobody wants the rest', async () => {
    let isOpen = false;
    const open: OpenAttachment = async function* () {
      isOpen = true;
      try {
        for (;;) yield await Promise.resolve(Buffer.alloc(64 * 1024));
      } finally {
        isOpen = false;
      }
    };
    for await (const chunk of writeMessage(aMessage([{ sha256: 'x', bytes: 1 }]), open)) {
      if (chunk.length > 10_000) break;
    }
    await new Promise(setImmediate);

    expect(isOpen).toBe(false);
  });
});
