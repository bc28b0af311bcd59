import { createHash } from 'node:crypto';

/** The same bytes, the last of them only when all have the SHA-256 they should have; else it throws `mismatch()`. */
export async function* checkedBytes(
  source: AsyncIterable<Uint8Array>,
  sha256: string,
  mismatch: () => Error,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let held: Uint8Array | undefined;
  for await (const chunk of source) {
    hash.update(chunk);
    if (held) yield held;
    held = chunk;
  }
  if (hash.digest('hex') !== sha256) throw mismatch();
  if (held) yield held;
}
