import { type IncomingMessage } from 'node:http';
import { PayloadTooLargeException } from '@nestjs/common';

/** A body of bytes, read after the guards have let its sender in; of a larger one no more than `maxBytes` is in memory. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new PayloadTooLargeException('The body is too large.');
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
