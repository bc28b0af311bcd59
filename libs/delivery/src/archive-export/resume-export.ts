import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { type Disk } from './disk';
import { ExportJournal, manifestRows, type RowGroup, rowGroups } from './export-journal';
import { ExportTally } from './export-tally';
import { isMedium, isMediumName, isShared, MEDIA, PLACES, waitingPathOf } from './file-places';
import { type ExportFormat } from './export-request';
import { type EntryRow, type FileRow, type UnreadableRow, wholeFileOf } from './manifest-row';
import { MonthFile } from './month-file';
import { type WrittenUntilNow } from './export-writer';

export interface Resumed extends WrittenUntilNow {
  /** The last entry that is in the manifest. */
  last?: EntryRow | UnreadableRow;
  /** Every entry is. */
  isWhole: boolean;
}

/**
 * Finds out how far an export has come, by what is on the disk: every byte the manifest names is read again. Completes what waited
 * when the process before ended, and takes back whatever stands behind the first thing that is not as it was written.
 */
export async function resumeExport(
  disk: Disk,
  directory: string,
  format: ExportFormat,
  signal?: AbortSignal,
): Promise<Resumed> {
  const path = join(directory, PLACES.manifest);
  const found: Omit<Resumed, 'journal'> = { tally: new ExportTally(), isWhole: false };
  let kept = 0;
  let isGood = true;
  if ((await disk.sizeOf(path)) !== undefined) {
    for await (const group of rowGroups(disk, path)) {
      signal?.throwIfAborted();
      isGood &&= await isAsWritten({ disk, directory, format }, group, found);
      if (isGood) kept = group.end;
      else await takeBack(disk, directory, group);
    }
  }
  const journal = await ExportJournal.open(disk, path, kept);
  try {
    if (!found.isWhole) {
      await takeBackUnnamed(disk, directory, found.tally);
      await found.month?.open(disk, directory);
    }
  } catch (error) {
    await journal.close();
    throw error;
  }
  return { ...found, journal };
}

interface Place {
  disk: Disk;
  directory: string;
  format: ExportFormat;
}

/** Adds the group to what was found, if all it names is there. */
async function isAsWritten(
  place: Place,
  { rows }: RowGroup,
  found: Omit<Resumed, 'journal'>,
): Promise<boolean> {
  const last = rows.at(-1);
  if (!last || last.row === 'file') return false;
  const closed = rows.find(
    (row): row is FileRow => row.row === 'file' && row.path === found.month?.path,
  );
  if (closed && !isDeepStrictEqual(found.month?.row, closed)) return false;
  if (closed && (await sizeIn(place, closed)) !== closed.bytes) return false;
  for (const row of rows) {
    const file = row === closed ? undefined : wholeFileOf(row);
    if (file && !(await isThere(place, file, waitingNameOf(row, last)))) return false;
  }
  if (last.row === 'entry' && isShared(place.format)) {
    const month = await monthWith(place, last, found.month);
    if (!month) return false;
    found.month = month;
  }
  found.tally.add(rows);
  if (last.row === 'end') found.isWhole = true;
  else found.last = last;
  return true;
}

function sizeIn({ disk, directory }: Place, { path }: FileRow): Promise<number | undefined> {
  return disk.sizeOf(join(directory, path));
}

function waitingNameOf(row: RowGroup['rows'][number], last: RowGroup['rows'][number]): string {
  if (last.row !== 'entry') return '';
  return waitingPathOf(last, row.row === 'file' ? row.path : '');
}

/** A file that still waits is put where it belongs. */
async function isThere(
  { disk, directory }: Place,
  file: { path: string; bytes: number; sha256: string },
  waiting: string,
): Promise<boolean> {
  const path = join(directory, file.path);
  if (await hasBytes(disk, path, file)) return true;
  if (!waiting || !(await hasBytes(disk, join(directory, waiting), file))) return false;
  await disk.makeFolder(dirname(path));
  await disk.move(join(directory, waiting), path);
  return true;
}

/** The month's file with the post at its end, if it is there. */
async function monthWith(
  { disk, directory }: Place,
  { file }: EntryRow,
  known: MonthFile | undefined,
): Promise<MonthFile | undefined> {
  const month = known?.path === file.path ? known : new MonthFile(file.path);
  const path = join(directory, file.path);
  const size = (await disk.sizeOf(path)) ?? 0;
  if (file.offset !== month.bytes || size < month.bytes + file.bytes) return undefined;
  const hash = createHash('sha256');
  const more = hashed(disk.read(path, month.bytes, file.bytes), (chunk) => hash.update(chunk));
  const longer = await month.withMore(more);
  return hash.digest('hex') === file.sha256 ? longer : undefined;
}

async function* hashed(chunks: AsyncIterable<Buffer>, see: (chunk: Buffer) => void) {
  for await (const chunk of chunks) {
    see(chunk);
    yield chunk;
  }
}

/** The file is there, and is what the manifest says. */
export async function hasBytes(
  disk: Disk,
  path: string,
  { bytes, sha256 }: { bytes: number; sha256: string },
): Promise<boolean> {
  if ((await disk.sizeOf(path)) !== bytes) return false;
  const hash = createHash('sha256');
  for await (const chunk of disk.read(path)) hash.update(chunk);
  return hash.digest('hex') === sha256;
}

/** Else a medium that is there would pass for one that the manifest names. Files of months are cut when they are written on. */
async function takeBack(disk: Disk, directory: string, { rows }: RowGroup): Promise<void> {
  for (const row of rows) {
    const file = wholeFileOf(row);
    if (file && (row.row === 'entry' || isMedium(row))) {
      await disk.remove(join(directory, file.path));
    }
  }
}

/** Media of which the manifest has lost the rows, by a damaged line or with the power: nobody knows what is in them. */
async function takeBackUnnamed(disk: Disk, directory: string, { counts }: ExportTally) {
  const there = ((await disk.list(join(directory, MEDIA))) ?? []).filter(isMediumName);
  if (there.length === counts.mediaFiles) return;
  const named = new Set<string>();
  for await (const row of manifestRows(disk, join(directory, PLACES.manifest))) {
    if (row?.row === 'file') named.add(row.path);
  }
  for (const path of there.map((name) => MEDIA + name)) {
    if (!named.has(path)) await disk.remove(join(directory, path));
  }
}
