import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errorCode } from '@app/domain';
import { type Response } from 'express';

/**
 * Answers with bytes as they come. A failure before the first of them is thrown, and can still be told; later the connection is cut off,
 * so that nobody takes a part for the whole, and it is thrown too. A caller who leaves is no failure.
 */
export async function sendStream(
  response: Response,
  source: AsyncIterable<Uint8Array>,
): Promise<void> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    const first = await iterator.next().catch((error: unknown) => {
      // What is told now is no file.
      response.removeHeader('content-disposition');
      throw error;
    });
    await piped(allFrom(first, iterator), response);
  } finally {
    // A caller who leaves early has none of it read on: whatever gives the bytes must be let go all the same.
    await iterator.return?.();
  }
}

async function piped(bytes: AsyncIterable<Uint8Array>, response: Response): Promise<void> {
  try {
    await pipeline(Readable.from(bytes), response);
  } catch (error) {
    if (!isCallerGone(error)) throw error;
  }
}

/** The same bytes as the iterator gives, whose first are there. */
async function* allFrom(
  first: IteratorResult<Uint8Array>,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.done) return;
  yield first.value;
  yield* { [Symbol.asyncIterator]: () => iterator };
}

/** While it was sent, or before there was anything to send. */
function isCallerGone(error: unknown): boolean {
  const codes: unknown[] = ['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE'];
  return codes.includes(errorCode(error));
}
