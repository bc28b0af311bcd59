import { type ContainerClient } from '@azure/storage-blob';
import { Injectable } from '@nestjs/common';
import { inStorage, odataText, StorageClients } from '@app/azure';
import {
  AppError,
  isAppError,
  type PostRecord,
  type RemovedContent,
  timeOfId,
  type TimeWindow,
} from '@app/domain';
import pLimit from 'p-limit';

import { dayOf } from '../day-counts';
import { compareEntries } from '../entry-order';
import { bodyToKeep, contentRemoved, postsToKeep } from '../left-out';
import {
  type CapturedPage,
  type DayCount,
  type EntryType,
  type ListOptions,
  type PostArchive,
  type PostEntry,
  type PostToSave,
  type SaveResult,
} from '../post-archive';
import { packed, unpacked } from '../packed-record';
import { purgedRecord } from '../purged-record';
import { encodePost, sha256Hex } from '../record-format';
import { AzureAbsenceBook } from './azure-absence-book';
import { download } from './download';
import { encodePage } from './page-format';
import { PostIndex } from './post-index';
import { ENTRY_COLUMNS, entryOf, monthOf, monthsOf, partitionOf, rowKeyOf } from './post-rows';
import { postRecordSchema } from './record.schema';
import { RemovalRows } from './removal-rows';

/** An import of a whole history waits for little else. */
const UPLOADS_AT_ONCE = 16;
/** Ten years are 120 months: read one after the other they would take half a minute. */
const MONTHS_AT_ONCE = 16;

/** Their time is when they were noticed, not the id's. */
const NOTICED: ReadonlySet<EntryType> = new Set(['deletion', 'like', 'profile']);

/** Pages and records as blobs in container `archive`, the index as rows of table `posts`. */
@Injectable()
export class AzurePostArchive implements PostArchive {
  private readonly index: PostIndex;
  private readonly absences: AzureAbsenceBook;
  private readonly removals: RemovalRows;

  constructor(private readonly storage: StorageClients) {
    this.index = new PostIndex(storage);
    this.absences = new AzureAbsenceBook(storage);
    this.removals = new RemovalRows(storage);
  }

  savePage(page: CapturedPage): Promise<string> {
    return inStorage('archive', async () => {
      const body = bodyToKeep(page.body, await this.removed(page.accountId));
      const { name, bytes } = await encodePage({ ...page, body });
      await upload(await this.storage.container('archive'), name, bytes, 'application/gzip');
      return name;
    });
  }

  /** Records first, then rows: a row never points at nothing. Writing a record again writes the same bytes. */
  savePosts(
    accountId: string,
    posts: readonly PostToSave[],
    seen: { pageName: string; at: Date },
  ): Promise<SaveResult> {
    return inStorage('archive', async () => {
      const kept = postsToKeep(posts, await this.removed(accountId));
      const encoded = kept.map((post) => encodePost(accountId, post, seen));
      const unique = [...new Map(encoded.map((each) => [rowKeyOf(each.entry), each])).values()];
      let added = 0;
      for (const group of Map.groupBy(unique, ({ entry }) => partitionOf(entry)).values()) {
        added += await this.saveMonth(group);
      }
      return { added, known: posts.length - added };
    });
  }

  async *list(
    accountId: string,
    window: TimeWindow,
    { toRead = false }: ListOptions = {},
  ): AsyncGenerator<PostEntry> {
    for (const month of monthsOf(window)) {
      const filter = filterOf(`${accountId}_${month}`, window);
      const select = toRead ? undefined : ENTRY_COLUMNS;
      yield* inOrder(this.query(accountId, { filter, select }));
    }
  }

  async countByDay(accountId: string, window: TimeWindow): Promise<DayCount[]> {
    const [first, last] = [dayOf(window.start), dayOf(window.end)];
    const counts = await inStorage('archive', () =>
      pLimit(MONTHS_AT_ONCE).map([...monthsOf(window)], (month) =>
        this.index.countByDay(`${accountId}_${month}`),
      ),
    );
    return counts.flat().filter(({ day }) => day >= first && day <= last);
  }

  /** In the month the id tells, what was noticed of it then or later; an id from before ids told the time is looked for in every month. */
  find(accountId: string, postId: string, wanted: EntryType = 'post'): Promise<PostEntry[]> {
    const made = timeOfId(postId);
    const month = made ? monthOf(made) : '';
    const isInOneMonth = made && !NOTICED.has(wanted);
    const partitions = isInOneMonth
      ? `PartitionKey eq ${odataText(`${accountId}_${month}`)}`
      : `PartitionKey ge ${odataText(`${accountId}_${month}`)} and PartitionKey lt ${odataText(`${accountId}_~`)}`;
    const key = rowKeyOf({ postId, version: '', type: 'post' });
    const rows = `RowKey ge ${odataText(key)} and RowKey lt ${odataText(`${key}~`)}`;
    return inStorage('archive', async () => {
      const entries = await Array.fromAsync(
        this.query(accountId, { filter: `${partitions} and ${rows}` }),
      );
      return entries.filter(({ type }) => type === wanted).sort(compareEntries);
    });
  }

  read(entry: PostEntry): Promise<PostRecord> {
    return inStorage('archive', async () => {
      try {
        const bytes = unpacked(entry) ?? (await this.download(entry));
        const sha256 = sha256Hex(bytes);
        const isSound = sha256 === entry.sha256 || (await this.removalOf(entry, sha256));
        if (!isSound) throw corrupt(entry);
        return postRecordSchema.parse(JSON.parse(bytes.toString('utf8'))) as PostRecord;
      } catch (error) {
        if (!isAppError(error, 'archive.not_found')) throw error;
        const purged = await this.removalOf(entry, '');
        if (!purged) throw error;
        return purgedRecord(entry, purged.at);
      }
    });
  }

  private async removed(accountId: string): Promise<RemovedContent[]> {
    return contentRemoved(await this.absences.listRemoved(accountId));
  }

  private removalOf({ accountId, recordName }: PostEntry, is: string) {
    return this.removals.find(accountId, recordName, is);
  }

  private async saveMonth(group: { entry: PostEntry; bytes: Uint8Array }[]): Promise<number> {
    const known = await this.index.known(group.map(({ entry }) => entry));
    const fresh = group.filter(({ entry }) => !known.has(rowKeyOf(entry)));
    const container = await this.storage.container('archive');
    await pLimit(UPLOADS_AT_ONCE).map(fresh, ({ entry, bytes }) =>
      upload(container, entry.recordName, bytes, 'application/json'),
    );
    return this.index.insert(
      fresh.map(({ entry, bytes }) => ({ ...entry, packed: packed(bytes) })),
    );
  }

  private async download({ recordName }: PostEntry): Promise<Buffer> {
    return download(await this.storage.container('archive'), recordName);
  }

  private query(
    accountId: string,
    options: { filter: string; select?: string[] },
  ): AsyncGenerator<PostEntry> {
    return this.index.rows(options, (row) => entryOf(accountId, row));
  }
}

/** A month's entries, which come by id and version: the versions of each by the time they were captured. */
async function* inOrder(entries: AsyncIterable<PostEntry>): AsyncGenerator<PostEntry> {
  let postId: string | undefined;
  let versions: PostEntry[] = [];
  for await (const entry of entries) {
    if (entry.postId !== postId) {
      yield* versions.sort(compareEntries);
      versions = [];
    }
    postId = entry.postId;
    versions.push(entry);
  }
  yield* versions.sort(compareEntries);
}

/** The rows of a month that were made in the window. */
function filterOf(partition: string, { start, end }: TimeWindow): string {
  const time = `createdAt ge datetime'${start.toISOString()}' and createdAt le datetime'${end.toISOString()}'`;
  return `PartitionKey eq ${odataText(partition)} and ${time}`;
}

async function upload(
  container: ContainerClient,
  name: string,
  bytes: Uint8Array,
  blobContentType: string,
): Promise<void> {
  const blobHTTPHeaders = { blobContentType };
  await container.getBlockBlobClient(name).upload(bytes, bytes.length, { blobHTTPHeaders });
}

function corrupt({ postId, recordName }: PostEntry): AppError {
  return new AppError(
    'archive.corrupt',
    `The archived record of post ${postId} is not what was stored: its SHA-256 differs from the index.`,
    { postId, recordName },
  );
}
