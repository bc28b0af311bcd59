import { createHash } from 'node:crypto';
import { createWriteStream, renameSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Path in the zip → a file on disk, or its bytes. */
export type ZipContent = ReadonlyMap<string, string | Buffer>;

/**
 * Writes a zip whose bytes depend on nothing but its content and `madeAt`: neither on the order of files on disk, nor on their times and
 * rights, nor on the time zone. Its SHA-256, in hexadecimal digits.
 */
export async function writeZip(path: string, content: ZipContent, madeAt: Date): Promise<string> {
  const options = {
    mtime: inUtc(madeAt),
    mode: 0o100644,
    forceDosTimestamp: true,
  };
  const zip = new ZipFile();
  const names = [...content.keys()].sort();
  for (const name of names) {
    const source = content.get(name) ?? '';
    if (typeof source === 'string') zip.addFile(source, name, options);
    else zip.addBuffer(source, name, options);
  }
  zip.end();
  const failed = new Promise<never>((_, reject) => zip.on('error', reject));
  const unfinished = `${path}.part`;
  const hash = createHash('sha256');
  const hashed = async function* (chunks: AsyncIterable<Buffer | string>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };
  await Promise.race([pipeline(zip.outputStream, hashed, createWriteStream(unfinished)), failed]);
  renameSync(unfinished, path);
  return hash.digest('hex');
}

/** A zip tells local time: the same digits everywhere. */
function inUtc(at: Date): Date {
  return new Date(
    ...([at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()] as const),
    ...([at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()] as const),
  );
}
