import { createHash } from 'node:crypto';
import { AppError, type AttachmentContent } from '@app/domain';

export type OpenAttachment = (content: AttachmentContent) => AsyncIterable<Uint8Array>;

/**
 * The bytes of a file, opened when the first is asked for. Fails with `archive.corrupt` at the end when they are not those
 * announced, so that a cut or altered file is never delivered as what was posted.
 */
export async function* checkedBytes(
  content: AttachmentContent,
  open: OpenAttachment,
): AsyncGenerator<Uint8Array> {
  const { sha256, bytes: expected } = content;
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of open(content)) {
    bytes += chunk.length;
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') === sha256) return;
  throw new AppError(
    'archive.corrupt',
    `The media file ${sha256} is not what was stored (${bytes} of ${expected} bytes); it is not delivered.`,
    { sha256, bytes, expected },
  );
}
