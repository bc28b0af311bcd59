import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '@app/domain';

import { Disk } from './disk';
import { manifestRows, parsed } from './export-journal';
import { type ExportReport } from './export-request';
import { type ExportSummary, reportOf, summarySchema } from './export-summary';
import { PLACES } from './file-places';
import { wholeFileOf } from './manifest-row';
import { hasBytes } from './resume-export';

/** The lines of `SHA256SUMS`, which `sha256sum -c` reads: every file but itself. */
export async function* sumLines(
  disk: Disk,
  directory: string,
  { manifest, auditTrail }: Pick<ExportSummary, 'manifest' | 'auditTrail'>,
): AsyncGenerator<Buffer> {
  for await (const row of manifestRows(disk, join(directory, PLACES.manifest))) {
    const file = row && wholeFileOf(row);
    if (file) yield sumLine(file.sha256, file.path);
  }
  for (const { sha256, path } of auditTrail?.files ?? []) yield sumLine(sha256, path);
  yield sumLine(manifest.sha256, PLACES.manifest);
  yield sumLine(await hashOf(disk.read(join(directory, PLACES.summary))), PLACES.summary);
}

/** Reads a finished export again, wherever its folder has gone, by what is in it alone. Rejects with `folder.damaged`. */
export async function checkExportIn(directory: string): Promise<ExportReport> {
  const disk = new Disk();
  const text = await disk.text(join(directory, PLACES.summary));
  const summary = summarySchema.safeParse(text && parsed(text));
  if (!summary.success) throw damaged(PLACES.summary);
  await checkExport(disk, directory, summary.data, () => undefined);
  return reportOf(summary.data, 'verified');
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
  for (const file of summary.auditTrail?.files ?? []) await check(file);
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
