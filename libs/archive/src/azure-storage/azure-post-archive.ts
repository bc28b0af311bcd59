import { type ContainerClient } from '@azure/storage-blob';
import { Injectable } from '@nestjs/common';
import { inStorage, odataText, StorageClients } from '@app/azure';
import { AppError, type PostRecord, timeOfId, type TimeWindow } from '@app/domain';
import pLimit from 'p-limit';

import { dayOf } from '../day-counts';
import { compareEntries } from '../entry-order';
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
import { encodePost, sha256Hex } from '../record-format';
import { download } from './download';
import { encodePage } from './page-format';
import { PostIndex } from './post-index';
import { ENTRY_COLUMNS, entryOf, monthOf, monthsOf, partitionOf, rowKeyOf } from './post-rows';
import { postRecordSchema } from './record.schema';

/** An import of a whole history waits for little else. */
const UPLOADS_AT_ONCE = 16;
/** Ten years are 120 months: read one after the other they would take half a minute. */
const MONTHS_AT_ONCE = 16;

/** Pages and records as blobs in container `archive`, the index as rows of table `posts`. */
@Injectable()
export class AzurePostArchive implements PostArchive {
  private readonly index: PostIndex;

  constructor(private readonly storage: StorageClients) {
    this.index = new PostIndex(storage);
  }

  savePage(page: CapturedPage): Promise<string> {
    return inStorage('archive', async () => {
      const { name, bytes } = await encodePage(page);
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
      const encoded = posts.map((post) => encodePost(accountId, post, seen));
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

  /** In the month the id tells, a deletion then or later; an id from before ids told the time is looked for in every month. */
  find(accountId: string, postId: string, wanted: EntryType = 'post'): Promise<PostEntry[]> {
    const made = timeOfId(postId);
    const month = made ? monthOf(made) : '';
    const isInOneMonth = made && wanted !== 'deletion';
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
      const bytes = unpacked(entry) ?? (await this.download(entry));
      if (sha256Hex(bytes) !== entry.sha256) throw corrupt(entry);
      return postRecordSchema.parse(JSON.parse(bytes.toString('utf8'))) as PostRecord;
    });
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
