/** Base64 of bytes as they come; every piece but the last stands for a multiple of `groupBytes`, which itself is one of 3. */
export async function* base64Pieces(
  chunks: AsyncIterable<Uint8Array>,
  groupBytes: number,
): AsyncGenerator<string> {
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = pending.length > 0 ? Buffer.concat([pending, chunk]) : Buffer.from(chunk);
    const whole = bytes.length - (bytes.length % groupBytes);
    if (whole > 0) yield bytes.toString('base64', 0, whole);
    pending = bytes.subarray(whole);
  }
  if (pending.length > 0) yield pending.toString('base64');
}
