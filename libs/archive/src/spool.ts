import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Bytes held in a temporary file, with what can only be known once all have come. */
export interface Spooled {
  sha256: string;
  bytes: number;
  open: () => Readable;
}

/**
 * Holds a stream in a temporary file while `use` works with it; the file is removed in any case. Memory does not grow with the
 * stream.
 */
export async function spool<T>(
  source: AsyncIterable<Uint8Array>,
  use: (spooled: Spooled) => Promise<T>,
): Promise<T> {
  const file = join(tmpdir(), `twitter-archive-${randomUUID()}`);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    };
    await pipeline(source, counted, createWriteStream(file, { mode: 0o600 }));
    return await use({ sha256: hash.digest('hex'), bytes, open: () => createReadStream(file) });
  } finally {
    await rm(file, { force: true });
  }
}
