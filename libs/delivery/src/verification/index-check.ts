import {
  DayCounts,
  isPost,
  type PostEntry,
  readStoredRecord,
  sha256Hex,
  type StoredArchive,
  type StoredRow,
  unpacked,
} from '@app/archive';
import {
  canonicalJson,
  filesOfContent,
  IdSet,
  isAppError,
  type PostRecord,
  readContent,
} from '@app/domain';
import { pMapIterable } from 'p-map';

import { type Findings } from './finding';
import { bytesOf, PageReader } from './page-reader';
import { readAgain } from './read-again';
import { type Removals } from './removals';

const ROWS_AT_ONCE = 8;

/** From each row of an account's index to its record, and from there to the page it was seen on. */
export class IndexCheck {
  /** Records that are there, by folder. */
  readonly recordsByFolder = new Map<string, number>();
  /** Of the posts that there is a row for: what else has the id of one proves nothing of it. */
  readonly ids = new IdSet();
  records = 0;
  /** Records that content was removed from, or that were removed. */
  removed = 0;
  private readonly pages: PageReader;

  constructor(
    private readonly archive: StoredArchive,
    private readonly findings: Findings,
    private readonly removals: Removals,
  ) {
    this.pages = new PageReader(archive, removals);
  }

  async run(accountId: string, onRow: () => void, signal?: AbortSignal): Promise<void> {
    let month = new MonthTally('');
    const checked = pMapIterable(
      this.archive.indexRows(accountId),
      async (row) => ({ row, wrong: row.entry && (await this.faultOf(row.entry, nameOf(row))) }),
      { concurrency: ROWS_AT_ONCE },
    );
    for await (const { row, wrong } of checked) {
      signal?.throwIfAborted();
      if (row.partition !== month.partition) {
        await this.end(month, accountId);
        month = new MonthTally(row.partition);
      }
      month.take(row);
      if (wrong) this.findings.isBroken(wrong.name, wrong.what);
      else if (!row.entry && !row.counts)
        this.findings.isBroken(nameOf(row), 'is not readable, or not where it should be');
      if (!row.entry) continue;
      if (isPost(row.entry)) this.ids.add(row.entry.postId);
      onRow();
    }
    await this.end(month, accountId);
  }

  private async end(month: MonthTally, accountId: string): Promise<void> {
    const { partition } = month;
    const read = async () => {
      const again = new MonthTally(partition);
      for await (const row of this.archive.indexRows(accountId, partition)) again.take(row);
      return again;
    };
    if ((await readAgain(month, ({ isRight }) => isRight, read)).isRight) return;
    const what = 'counts others than there are: a row was added, removed or changed';
    this.findings.isBroken(`posts/${partition}/counts`, what);
  }

  private async faultOf(
    entry: PostEntry,
    rowName: string,
  ): Promise<{ name: string; what: string } | undefined> {
    const { recordName } = entry;
    const bytes = await bytesOf(this.archive, recordName);
    const wasRemoved = await this.wasRemoved(entry, bytes);
    if (wasRemoved) this.removed += 1;
    if (wasRemoved && entry.packed) return { name: rowName, what: 'holds what was removed' };
    if (!bytes) {
      return wasRemoved ? undefined : { name: recordName, what: isNotThere(rowName) };
    }
    this.records += 1;
    const folder = folderOf(recordName);
    this.recordsByFolder.set(folder, (this.recordsByFolder.get(folder) ?? 0) + 1);
    const record = readStoredRecord(entry, bytes, wasRemoved);
    if (!record) return { name: recordName, what: `and its row ${rowName} do not agree` };
    if (entry.packed && !unpacked(entry)) return { name: rowName, what: 'holds another record' };
    const onPage = await this.faultOfPage(entry, rowName, wasRemoved ? undefined : record);
    return onPage ?? this.faultOfMedia(entry.accountId, record);
  }

  private async wasRemoved({ recordName, sha256 }: PostEntry, bytes: Buffer | undefined) {
    const is = bytes ? sha256Hex(bytes) : '';
    return is !== sha256 && this.removals.explain(recordName, is, (was) => was === sha256);
  }

  /** Of a record that content was removed from, the removal tells what it was. */
  private async faultOfPage(
    { recordName, pageName, capturedAt }: PostEntry,
    rowName: string,
    record: PostRecord | undefined,
  ) {
    const page = await this.pages.read(pageName);
    if (page.kind === 'missing') return { name: pageName, what: isNotThere(rowName) };
    if (page.kind === 'changed') return { name: pageName, what: 'is not what was stored' };
    if (!record) return undefined;
    if (!isSeenAt(capturedAt, page.receivedAt, record))
      return { name: recordName, what: 'was seen at another time than its page' };
    const seen = seenOf(record);
    if (!seen || page.has(seen)) return undefined;
    return { name: recordName, what: `is not what X said: it is not on its page ${pageName}` };
  }

  /** Each file has a row, of what is stored or of what could not be had: it is made before the record. */
  private async faultOfMedia(accountId: string, record: PostRecord) {
    for (const fileKey of fileKeysOf(record)) {
      const row = await this.archive.mediumRow(accountId, fileKey);
      if (typeof row !== 'string') continue;
      const wrong = row === 'none' ? 'is not there' : 'is not readable';
      const what = `${wrong}; ${record.postId} has this file`;
      return { name: `media/${accountId}/${fileKey}`, what };
    }
    return undefined;
  }
}

function isNotThere(rowName: string): string {
  return `is not there; the row ${rowName} points at it`;
}

/** What is on the page as it is in the record. Of what is gone there is nothing. */
function seenOf({ type, supplied, raw }: PostRecord) {
  return type === 'deletion' ? undefined : (supplied ?? raw.post);
}

function fileKeysOf(record: PostRecord): string[] {
  try {
    return filesOfContent(readContent(record)).map(({ fileKey }) => fileKey);
  } catch (error) {
    // Kept as it came: nobody knows its files.
    if (isAppError(error, 'conversion.unreadable_post')) return [];
    throw error;
  }
}

/** When its page came; or what was noticed by what several pages said, then. */
function isSeenAt(capturedAt: Date, receivedAt: Date, { noticed }: PostRecord): boolean {
  return +capturedAt === +receivedAt || noticed?.at === capturedAt.toISOString();
}

export function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}

function nameOf({ partition, key }: StoredRow): string {
  return `posts/${partition}/${key}`;
}

/** What a month's rows are, beside what its counts say. */
class MonthTally {
  private readonly found = new DayCounts();
  private counts: StoredRow['counts'];
  private hasCounts = false;
  private isEmpty = true;

  constructor(readonly partition: string) {}

  take({ entry, key, counts }: StoredRow): void {
    this.isEmpty = false;
    if (entry) this.found.add(entry);
    if (key === 'counts') [this.hasCounts, this.counts] = [true, counts];
  }

  get isRight(): boolean {
    if (this.isEmpty || !this.hasCounts) return true;
    return textOf(this.counts) === textOf(this.found.list());
  }
}

function textOf(days: StoredRow['counts']): string {
  return (days ?? []).map(({ day, total, byKind }) => canonicalJson({ day, total, byKind })).join();
}
