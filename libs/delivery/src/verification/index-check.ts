import {
  DayCounts,
  type PostEntry,
  readStoredRecord,
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

const ROWS_AT_ONCE = 8;

/** From each row of an account's index to its record, and from there to the page it was seen on. */
export class IndexCheck {
  /** Records that are there, by folder. */
  readonly recordsByFolder = new Map<string, number>();
  /** Of whatever there is a row for. */
  readonly ids = new IdSet();
  records = 0;
  private readonly pages: PageReader;

  constructor(
    private readonly archive: StoredArchive,
    private readonly findings: Findings,
  ) {
    this.pages = new PageReader(archive);
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
        month.end(this.findings);
        month = new MonthTally(row.partition);
      }
      month.take(row);
      if (wrong) this.findings.isBroken(wrong.name, wrong.what);
      else if (!row.entry && !row.counts) this.findings.isBroken(nameOf(row), 'is not readable');
      if (!row.entry) continue;
      this.ids.add(row.entry.postId);
      onRow();
    }
    month.end(this.findings);
  }

  private async faultOf(
    entry: PostEntry,
    rowName: string,
  ): Promise<{ name: string; what: string } | undefined> {
    const { recordName, pageName } = entry;
    const isNotThere = `is not there; the row ${rowName} points at it`;
    const bytes = await bytesOf(this.archive, recordName);
    if (!bytes) return { name: recordName, what: isNotThere };
    this.records += 1;
    const folder = folderOf(recordName);
    this.recordsByFolder.set(folder, (this.recordsByFolder.get(folder) ?? 0) + 1);
    const record = readStoredRecord(entry, bytes);
    if (!record) return { name: recordName, what: `and its row ${rowName} do not agree` };
    if (entry.packed && !unpacked(entry)) return { name: rowName, what: 'holds another record' };
    const page = await this.pages.read(pageName);
    if (page.kind === 'missing') return { name: pageName, what: isNotThere };
    if (page.kind === 'changed') return { name: pageName, what: 'is not what was stored' };
    const wasSeen = isTimeOfPage(record) && +entry.capturedAt !== +page.receivedAt;
    if (wasSeen) return { name: recordName, what: 'was seen at another time than its page' };
    const seen = seenOf(record);
    if (seen && !page.has(seen)) {
      return { name: recordName, what: `is not what X said: it is not on its page ${pageName}` };
    }
    return this.faultOfMedia(entry.accountId, record);
  }

  /** Each file has a row, of what is stored or of what could not be had: it is made before the record. */
  private async faultOfMedia(accountId: string, record: PostRecord) {
    for (const fileKey of fileKeysOf(record)) {
      const row = await this.archive.mediumRow(accountId, fileKey);
      if (row === 'right') continue;
      const wrong = row === 'none' ? 'is not there' : 'is not readable';
      const what = `${wrong}; ${record.postId} has this file`;
      return { name: `media/${accountId}/${fileKey}`, what };
    }
    return undefined;
  }
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

/** What was noticed has a time of its own. */
function isTimeOfPage({ noticed }: PostRecord): boolean {
  return noticed === undefined;
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

  end(findings: Findings): void {
    const isRight = textOf(this.counts) === textOf(this.found.list());
    if (this.isEmpty || !this.hasCounts || isRight) return;
    const name = `posts/${this.partition}/counts`;
    findings.isBroken(name, 'counts others than there are: a row was added, removed or changed');
  }
}

function textOf(days: StoredRow['counts']): string {
  return (days ?? []).map(({ day, total, byKind }) => canonicalJson({ day, total, byKind })).join();
}
