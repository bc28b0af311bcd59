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

/** Enough to know what they are. */
const NAMED = 10;
const HASH_SIGNS = 64;

/** Reads a finished export again, wherever its folder has gone, by what is in it alone. Rejects with `folder.damaged`, also where a file was added. */
export async function checkExportIn(directory: string): Promise<ExportReport> {
  const disk = new Disk();
  const text = await disk.text(join(directory, PLACES.summary));
  const summary = summarySchema.safeParse(text && parsed(text));
  if (!summary.success) throw damaged(PLACES.summary);
  await checkExport(disk, directory, summary.data, () => undefined);
  await refuseAdded(disk, directory, summary.data);
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

/** All files of the export are there, so others are where there are more. Only then are their names held. */
async function refuseAdded(disk: Disk, directory: string, summary: ExportSummary): Promise<void> {
  const expected = async function* () {
    yield PLACES.sums as string;
    for await (const line of sumLines(disk, directory, summary)) yield pathOf(line);
  };
  const present = async function* () {
    for await (const path of disk.files(directory)) {
      if (!path.startsWith(`${PLACES.work}/`)) yield path;
    }
  };
  if ((await count(present())) === (await count(expected()))) return;
  const known = new Set(await Array.fromAsync(expected()));
  const added: string[] = [];
  for await (const path of present()) if (!known.has(path)) added.push(path);
  const named = added.sort().slice(0, NAMED).join(', ');
  const more = added.length > NAMED ? ` and ${added.length - NAMED} more` : '';
  throw new AppError(
    'folder.damaged',
    `Not of this export, and there: ${named}${more}. All that is of it is as it was written.`,
    { path: added[0] ?? '', added: added.length },
  );
}

async function count(all: AsyncGenerator<string>): Promise<number> {
  let number = 0;
  while (!(await all.next()).done) number += 1;
  return number;
}

/** Of a line of `SHA256SUMS`. */
function pathOf(line: Buffer): string {
  return line.toString().slice(HASH_SIGNS + 2, -1);
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
