import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '@app/domain';

import { type Disk } from './disk';
import { manifestRows } from './export-journal';
import { type ExportSummary } from './export-summary';
import { PLACES } from './file-places';
import { wholeFileOf } from './manifest-row';
import { hasBytes } from './resume-export';

/** The lines of `SHA256SUMS`, which `sha256sum -c` reads: every file but itself. */
export async function* sumLines(
  disk: Disk,
  directory: string,
  { manifest }: Pick<ExportSummary, 'manifest'>,
): AsyncGenerator<Buffer> {
  for await (const row of manifestRows(disk, join(directory, PLACES.manifest))) {
    const file = row && wholeFileOf(row);
    if (file) yield sumLine(file.sha256, file.path);
  }
  yield sumLine(manifest.sha256, PLACES.manifest);
  yield sumLine(await hashOf(disk.read(join(directory, PLACES.summary))), PLACES.summary);
}

/** Reads a finished export again. Rejects with `folder.damaged`, naming the first file that is not as it was written. */
export async function checkExport(
  disk: Disk,
  directory: string,
  summary: ExportSummary,
  onFile: () => void,
): Promise<void> {
  const check = async (file: { path: string; bytes: number; sha256: string }) => {
    if (!(await hasBytes(disk, join(directory, file.path), file))) throw damaged(file.path);
  };
  await check({ path: PLACES.manifest, ...summary.manifest });
  for await (const row of manifestRows(disk, join(directory, PLACES.manifest))) {
    const file = row && wholeFileOf(row);
    if (file) await check(file);
    if (row?.row === 'entry') onFile();
  }
  const sums = join(directory, PLACES.sums);
  const isThere = (await disk.sizeOf(sums)) !== undefined;
  const expected = await hashOf(sumLines(disk, directory, summary));
  if (!isThere || (await hashOf(disk.read(sums))) !== expected) throw damaged(PLACES.sums);
}

function sumLine(sha256: string, path: string): Buffer {
  return Buffer.from(`${sha256}  ${path}\n`);
}

async function hashOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

function damaged(path: string): AppError {
  return new AppError(
    'folder.damaged',
    `${path} is not there or not as it was written: it differs from the manifest. Export to another folder.`,
    { path },
  );
}
