import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CountedBytes } from '@app/azure';

import { ownTemporaryPath, removeOwn } from './own-files';

/** So much is held in memory: most of what comes is small, and files cost time. */
const HELD_BYTES = 256 * 1024;

/** Bytes held for a while, with what can only be known once all have come. */
export interface Spooled {
  sha256: string;
  bytes: number;
  open: () => Readable;
}

/**
 * Holds a stream while `use` works with it: in memory when it is short, else in a temporary file, which is removed in any case. Memory
 * does not grow with the stream.
 */
export async function spool<T>(
  source: AsyncIterable<Uint8Array>,
  use: (spooled: Spooled) => Promise<T>,
): Promise<T> {
  const counted = new CountedBytes(source);
  const start = await counted.takeUpTo(HELD_BYTES);
  if (counted.isOver) return use({ ...counted.counted, open: () => readableOf(start) });
  const file = ownTemporaryPath();
  const opened: Readable[] = [];
  const open = () => {
    // Given up before it is open, it may find no file; who reads it hears of that all the same.
    const bytes = createReadStream(file).on('error', () => undefined);
    opened.push(bytes);
    return bytes;
  };
  try {
    await pipeline(counted.restAfter(start), createWriteStream(file, { mode: 0o600 }));
    return await use({ ...counted.counted, open });
  } finally {
    // Who gave up half-way has not closed it, and a file that is open keeps its place on the disk.
    for (const bytes of opened) bytes.destroy();
    await removeOwn(file);
  }
}

/** Of bytes, not of objects: some who read it ask for so many of them. */
function readableOf(bytes: Buffer): Readable {
  return Readable.from(bytes.length > 0 ? [bytes] : [], { objectMode: false });
}
