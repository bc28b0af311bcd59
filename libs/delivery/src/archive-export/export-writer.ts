import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { type PostEntry, type StoredMedia } from '@app/archive';
import { AppError } from '@app/domain';

import { isFaultOfOnePost } from '../fault-of-one-post';
import { type Disk } from './disk';
import { type EncodedEntry } from './entry-encoding';
import { type ExportJournal } from './export-journal';
import { type ExportFormat } from './export-request';
import { type ExportTally } from './export-tally';
import { type EntryKey, isShared, mediaPathOf, pathOf, waitingPathOf } from './file-places';
import { inBlocks } from '../in-blocks';
import { type FileRow, type ManifestRow, type EntryRow } from './manifest-row';
import { MonthFile } from './month-file';

interface Written {
  bytes: number;
  sha256: string;
}

/** An entry whose bytes wait for the manifest to name them. */
export interface WaitingEntry {
  entry: PostEntry;
  content: Written;
  beside: StoredMedia[];
  missingMedia: string[];
}

/** What an export has written until now. */
export interface WrittenUntilNow {
  journal: ExportJournal;
  tally: ExportTally;
  month?: MonthFile;
}

/**
 * Writes an export so that it may end at any moment: bytes wait under a name of their own, the manifest names them, only then they go
 * where they belong. What the manifest does not name is written again; what it names and is not there yet still waits.
 */
export class ExportWriter {
  private readonly foldersMade = new Set<string>();
  private month: MonthFile | undefined;

  constructor(
    private readonly disk: Disk,
    private readonly directory: string,
    private readonly format: ExportFormat,
    private readonly written: WrittenUntilNow,
  ) {
    this.month = written.month;
  }

  /** Several may be prepared at once. `openMedium` gives the bytes of a medium by its SHA-256. */
  async prepare(
    entry: PostEntry,
    { content, beside, missingMedia }: EncodedEntry,
    openMedium: (sha256: string) => Promise<AsyncIterable<Uint8Array>>,
  ): Promise<WaitingEntry> {
    const key = keyOf(entry);
    const had = new Set<string>();
    for (const medium of uniqueByPath(beside)) {
      const path = mediaPathOf(medium);
      const isThere = (await this.disk.sizeOf(this.at(path))) !== undefined;
      if (isThere || (await this.takeMedium(key, medium, openMedium))) had.add(path);
    }
    const isHad = (medium: StoredMedia) => had.has(mediaPathOf(medium));
    const lost = beside.filter((medium) => !isHad(medium)).map(({ fileKey }) => fileKey);
    const written = await this.write(waitingPathOf(key), content(new Set(lost)));
    const media = { beside: beside.filter(isHad), missingMedia: [...missingMedia, ...lost] };
    return { entry, content: written, ...media };
  }

  /** One after the other, in the order of the archive. */
  async commit({ entry, content, beside, missingMedia }: WaitingEntry): Promise<void> {
    const rows: ManifestRow[] = [];
    const path = pathOf(this.format, entry);
    const offset = isShared(this.format) ? await this.appendToMonth(path, entry, rows) : undefined;
    const media = uniqueByPath(beside);
    const added = await this.notThereYet(media);
    rows.push(...added.map(fileRowOf));
    const file = { path, ...(offset !== undefined && { offset }), ...content };
    rows.push(entryRowOf(entry, file, beside, missingMedia));
    await this.note(rows);
    for (const medium of media) {
      const waiting = waitingPathOf(keyOf(entry), mediaPathOf(medium));
      if (added.includes(medium)) await this.place(waiting, mediaPathOf(medium));
      else await this.disk.remove(this.at(waiting));
    }
    if (offset === undefined) await this.place(waitingPathOf(keyOf(entry)), path);
    else await this.disk.remove(this.at(waitingPathOf(keyOf(entry))));
  }

  async commitUnreadable(entry: PostEntry, reason: string): Promise<void> {
    await this.note([{ row: 'unreadable', ...keyOf(entry), reason }]);
  }

  /** Notes that everything is written. */
  async end(): Promise<void> {
    const rows: ManifestRow[] = this.month ? [this.month.row] : [];
    const { entries, unreadable } = this.written.tally.counts;
    await this.month?.close();
    await this.note([...rows, { row: 'end', entries, unreadable }]);
  }

  async close(): Promise<void> {
    await this.month?.close();
    await this.written.journal.close();
  }

  /** Of several posts with one medium, the first brings it. */
  private async notThereYet(media: readonly StoredMedia[]): Promise<StoredMedia[]> {
    const sizes = await Promise.all(
      media.map((medium) => this.disk.sizeOf(this.at(mediaPathOf(medium)))),
    );
    return media.filter((_, i) => sizes[i] === undefined);
  }

  private async note(rows: ManifestRow[]): Promise<void> {
    await this.written.journal.append(rows);
    this.written.tally.add(rows);
  }

  /** Returns where it begins; the file of the month before is whole then. */
  private async appendToMonth(path: string, entry: PostEntry, rows: ManifestRow[]) {
    if (this.month?.path !== path) {
      if (this.month) rows.push(this.month.row);
      await this.month?.close();
      this.month = new MonthFile(path);
      await this.folderFor(this.at(path));
    }
    const offset = this.month.bytes;
    const waiting = this.disk.read(this.at(waitingPathOf(keyOf(entry))));
    await this.month.append(this.disk, this.directory, waiting);
    return offset;
  }

  /** A medium that is not what the archive says it is keeps no post back. */
  private async takeMedium(
    key: EntryKey,
    medium: StoredMedia,
    openMedium: (sha256: string) => Promise<AsyncIterable<Uint8Array>>,
  ): Promise<boolean> {
    const { sha256 } = medium;
    const path = waitingPathOf(key, mediaPathOf(medium));
    try {
      const written = await this.write(path, await openMedium(sha256));
      if (written.sha256 === sha256) return true;
      throw new AppError('archive.corrupt', 'A medium is not what was stored.', { sha256 });
    } catch (error) {
      if (!isFaultOfOnePost(error)) throw error;
      return false;
    }
  }

  private async write(path: string, content: AsyncIterable<Uint8Array>): Promise<Written> {
    const file = await this.disk.create(this.at(path));
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of inBlocks(content)) {
        await file.append(chunk);
        hash.update(chunk);
        bytes += chunk.length;
      }
    } finally {
      await file.close();
    }
    return { bytes, sha256: hash.digest('hex') };
  }

  private async place(from: string, to: string): Promise<void> {
    await this.folderFor(this.at(to));
    await this.disk.move(this.at(from), this.at(to));
  }

  private async folderFor(path: string): Promise<void> {
    const folder = dirname(path);
    if (this.foldersMade.has(folder)) return;
    await this.disk.makeFolder(folder);
    this.foldersMade.add(folder);
  }

  private at(path: string): string {
    return join(this.directory, path);
  }
}

function keyOf({ type, postId, version, createdAt }: PostEntry): EntryKey & { createdAt: string } {
  return { type, id: postId, version, createdAt: createdAt.toISOString() };
}

/** A post may show the same bytes twice. */
function uniqueByPath(media: readonly StoredMedia[]): StoredMedia[] {
  return [...new Map(media.map((medium) => [mediaPathOf(medium), medium])).values()];
}

function fileRowOf(medium: StoredMedia): FileRow {
  return { row: 'file', path: mediaPathOf(medium), bytes: medium.bytes, sha256: medium.sha256 };
}

function entryRowOf(
  entry: PostEntry,
  file: EntryRow['file'],
  beside: readonly StoredMedia[],
  missingMedia: string[],
): EntryRow {
  const { kind, capturedAt, provenance, sha256 } = entry;
  const media = beside.map(({ fileKey, sha256, ...medium }) => ({
    ...{ fileKey, path: mediaPathOf({ fileKey, sha256, ...medium }), sha256 },
  }));
  return {
    ...{ row: 'entry', ...keyOf(entry), kind },
    ...{ capturedAt: capturedAt.toISOString(), ...(provenance && { provenance }) },
    ...{ recordSha256: sha256, file },
    ...(media.length > 0 && { media }),
    ...(missingMedia.length > 0 && { missingMedia }),
  };
}
