import { Injectable } from '@nestjs/common';
import {
  eachInStorage,
  inStorage,
  odataText,
  StorageClients,
  tableKey,
  unlessMissing,
} from '@app/azure';
import { z } from 'zod';

import { type SignedRemoval } from '../content-removal';
import { REMOVED_FILE } from '../media-archive';
import { type DayCount, type PostEntry } from '../post-archive';
import { type StoredBlob, type StoredChains, type StoredLink } from '../stored-chains';
import { stream } from './download';
import { linkOf, linkRowSchema } from './link-row';
import { COUNTS_KEY, countsOf, entryOf, isPostKey, partitionOf, rowKeyOf } from './post-rows';
import { removalKeyOf, removalOf } from './removal-rows';

/** A row of the index as it is; without an entry and counts it is not readable, or not where its entry belongs. */
export interface StoredRow {
  partition: string;
  key: string;
  entry?: PostEntry;
  /** Of the month (partition), behind all of its entries. */
  counts?: DayCount[];
}

/** Of something that was archived; what it is, is not told. */
export type VersionName = Pick<PostEntry, 'accountId' | 'postId' | 'version' | 'createdAt'>;

/** What a file's row says of it. */
export interface StoredFile {
  /** Absent when it could not be had, or was removed. */
  sha256?: string;
}

/** A note of a removal; without one it is not readable, or of something else than its key says. */
export interface StoredRemoval {
  key: string;
  removal?: SignedRemoval;
}

const keysSchema = z.object({ partitionKey: z.string(), rowKey: z.string() });
const mediumSchema = z.object({
  ...{ rowKey: z.string(), fileKey: z.string(), sha256: z.string(), bytes: z.number() },
});
const mediumRowSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('stored'), fileKey: z.string(), sha256: z.string() }),
  z.object({ state: z.literal('missing'), fileKey: z.string() }),
]);

/**
 * What lies in the archive, for who checks it: nothing that a row or a blob says of itself is believed. Memory does not grow with
 * it. Rejects with `archive.unavailable`.
 */
@Injectable()
export class StoredArchive implements StoredChains {
  constructor(private readonly storage: StorageClients) {}

  async *blobs(prefix: string): AsyncGenerator<StoredBlob> {
    const blobs = eachInStorage('archive', async () => {
      const container = await this.storage.container('archive');
      return container.listBlobsFlat({ prefix });
    });
    for await (const { name, properties } of blobs) {
      yield { name, bytes: properties.contentLength ?? 0 };
    }
  }

  async *folders(prefix: string): AsyncGenerator<string> {
    const found = eachInStorage('archive', async () => {
      const container = await this.storage.container('archive');
      return container.listBlobsByHierarchy('/', { prefix });
    });
    for await (const { kind, name } of found) if (kind === 'prefix') yield name;
  }

  open(name: string): Promise<AsyncIterable<Uint8Array>> {
    return inStorage('archive', async () => stream(await this.storage.container('archive'), name));
  }

  /** Every row of an account's index, or of one month of it, by month and key. */
  async *indexRows(accountId: string, month?: string): AsyncGenerator<StoredRow> {
    const months =
      month === undefined
        ? keyRange('PartitionKey', `${accountId}_`, `${accountId}_~`)
        : `PartitionKey eq ${odataText(month)}`;
    for await (const row of this.rows('posts', months)) {
      const { partitionKey: partition, rowKey: key } = keysSchema.parse(row);
      if (key === COUNTS_KEY) yield { partition, key, counts: readable(() => countsOf(row).days) };
      else {
        const entry = readable(() => entryOf(accountId, row));
        const isInPlace = entry && partitionOf(entry) === partition && rowKeyOf(entry) === key;
        yield { partition, key, ...(isInPlace && { entry }) };
      }
    }
  }

  /** Is there a row for this record of one of the month's posts? */
  async hasRecordRow(partition: string, postId: string, recordName: string): Promise<boolean> {
    const key = postId.padStart(19, '0');
    const ids = keyRange('RowKey', `${key}.`, `${key}.~`);
    const filter = `PartitionKey eq ${odataText(partition)} and ${ids}`;
    for await (const row of this.rows('posts', filter)) {
      const { data } = z.object({ recordName: z.string() }).safeParse(row);
      if (data?.recordName === recordName) return true;
    }
    return false;
  }

  /** Is there a row of this version of something, in its month and under its key? */
  async hasVersion(of: VersionName): Promise<boolean> {
    const partition = partitionOf(of);
    const key = rowKeyOf({ ...of, type: 'post' });
    const types = keyRange('RowKey', key, `${key}.~`);
    const rows = this.rows('posts', `PartitionKey eq ${odataText(partition)} and ${types}`);
    return (await rows.next()).done !== true;
  }

  /** Is there a row of the post of this id by now, in any month? */
  async hasRowOf(accountId: string, postId: string): Promise<boolean> {
    const key = postId.padStart(19, '0');
    const months = keyRange('PartitionKey', `${accountId}_`, `${accountId}_~`);
    const found = this.rows('posts', `${months} and ${keyRange('RowKey', `${key}.`, `${key}.~`)}`);
    for await (const row of found) if (isPostKey(keysSchema.parse(row).rowKey)) return true;
    return false;
  }

  /** The rows of media that are stored; what is not readable of them, or of another key, is not among them. */
  async *storedMedia(accountId: string): AsyncGenerator<z.infer<typeof mediumSchema>> {
    const filter = `PartitionKey eq ${odataText(tableKey(accountId))} and state eq 'stored'`;
    for await (const row of this.rows('media', filter)) {
      const { data } = mediumSchema.safeParse(row);
      if (data?.rowKey === tableKey(data?.fileKey ?? '')) yield data;
    }
  }

  /** Keys of the files whose rows say that they were removed. */
  async *removedMedia(accountId: string): AsyncGenerator<string> {
    const reason = odataText(REMOVED_FILE.reason);
    const filter = `PartitionKey eq ${odataText(tableKey(accountId))} and reason eq ${reason}`;
    for await (const row of this.rows('media', filter)) {
      yield z.object({ fileKey: z.string() }).safeParse(row).data?.fileKey ?? '';
    }
  }

  async *removals(accountId: string): AsyncGenerator<StoredRemoval> {
    const filter = `PartitionKey eq ${odataText(tableKey(accountId))}`;
    for await (const row of this.rows('removals', filter)) yield storedRemoval(accountId, row);
  }

  /** The note that something is like this now. */
  async removal(
    accountId: string,
    of: { name: string; is: string },
  ): Promise<StoredRemoval | undefined> {
    const row = await inStorage('archive', async () => {
      const table = await this.storage.table('removals');
      return unlessMissing(() => table.getEntity(tableKey(accountId), removalKeyOf(of)));
    });
    return row && storedRemoval(accountId, row);
  }

  /** The row of a file that a record names: it says either that it is stored, or that it could not be had. */
  async mediumRow(accountId: string, fileKey: string): Promise<'none' | 'wrong' | StoredFile> {
    const row = await inStorage('archive', async () => {
      const table = await this.storage.table('media');
      return unlessMissing(() => table.getEntity(tableKey(accountId), tableKey(fileKey)));
    });
    if (row === undefined) return 'none';
    const { data } = mediumRowSchema.safeParse(row);
    if (data?.fileKey !== fileKey) return 'wrong';
    return data.state === 'stored' ? { sha256: data.sha256 } : {};
  }

  async *links(jobId: string): AsyncGenerator<StoredLink> {
    const filter = `PartitionKey eq ${odataText(tableKey(jobId))}`;
    for await (const row of this.rows('manifests', filter)) {
      const { data } = linkRowSchema.safeParse(row);
      yield { key: keysSchema.parse(row).rowKey, link: data && linkOf(data) };
    }
  }

  private rows(table: string, filter: string): AsyncGenerator {
    return eachInStorage('archive', async () =>
      (await this.storage.table(table)).listEntities({ queryOptions: { filter } }),
    );
  }
}

function storedRemoval(accountId: string, row: unknown): StoredRemoval {
  const { rowKey: key } = keysSchema.parse(row);
  const removal = removalOf(row);
  const isRight = removal?.accountId === accountId && removalKeyOf(removal) === key;
  return { key, ...(isRight && { removal }) };
}

function keyRange(key: string, from: string, to: string): string {
  return `${key} ge ${odataText(from)} and ${key} lt ${odataText(to)}`;
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
