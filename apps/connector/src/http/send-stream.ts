import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Response } from 'express';

/**
 * Answers with bytes as they come. A failure before the first of them is thrown, and can still be told; later the connection is cut off,
 * so that nobody takes a part for the whole, and it is thrown too. A caller who leaves is no failure.
 */
export async function sendStream(
  response: Response,
  source: AsyncIterable<Uint8Array>,
): Promise<void> {
  const bytes = await begun(source).catch((error: unknown) => {
    // What is told now is no file.
    response.removeHeader('content-disposition');
    throw error;
  });
  try {
    await pipeline(Readable.from(bytes), response);
  } catch (error) {
    if (!isClosedEarly(error)) throw error;
  }
}

/** The same bytes, once the first of them are there. */
async function begun(source: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const iterator = source[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
}

function isClosedEarly(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
