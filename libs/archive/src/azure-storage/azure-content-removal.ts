import { Injectable } from '@nestjs/common';
import {
  changeInStorage,
  eachInStorage,
  hasStatus,
  inStorage,
  odataText,
  StorageClients,
  storageFailure,
  tableKey,
  unlessMissing,
} from '@app/azure';
import {
  AppError,
  canonicalJson,
  isAppError,
  type JsonObject,
  mediaBlobName,
  type PostRecord,
} from '@app/domain';
import { pMapIterable } from 'p-map';
import { z } from 'zod';

import { type ContentRemoval, leftOf, type RemovalOrder } from '../content-removal';
import { REMOVED_FILE } from '../media-archive';
import { pageWithout } from '../page-without';
import { type PostEntry } from '../post-archive';
import { sha256Hex } from '../record-format';
import { download } from './download';
import { LateFiles } from './late-files';
import { pageBytes, pageParts } from './page-format';
import { rowOf } from './post-rows';
import { postRecordSchema } from './record.schema';
import { RemovalRows } from './removal-rows';

const PAGES_AT_ONCE = 16;
const mediumSchema = z.object({
  ...{ etag: z.string(), sha256: z.string().optional(), reason: z.string().optional() },
});

/** Overwrites or deletes blobs of container `archive`, each noted in table `removals` before. */
@Injectable()
export class AzureContentRemoval implements ContentRemoval {
  private readonly removals: RemovalRows;

  constructor(private readonly storage: StorageClients) {
    this.removals = new RemovalRows(storage);
  }

  async *pagesWith(
    accountId: string,
    texts: readonly string[],
    since: Date,
    signal?: AbortSignal,
  ): AsyncGenerator<string> {
    const prefix = `${accountId}/pages/`;
    const first = `${prefix}${since.toISOString().slice(0, 10).replaceAll('-', '/')}`;
    const names = eachInStorage('archive', async () => {
      const container = await this.storage.container('archive');
      return container.listBlobsFlat({ prefix });
    });
    const wanted = async function* () {
      for await (const { name } of names) if (name >= first) yield name;
    };
    const holding = async (name: string) => {
      signal?.throwIfAborted();
      const page = await partsIfReadable(await this.download(name));
      return texts.some((text) => page?.body.includes(text)) ? name : undefined;
    };
    const found = pMapIterable(wanted(), holding, { concurrency: PAGES_AT_ONCE });
    for await (const name of found) if (name !== undefined) yield name;
  }

  clearPage(name: string, order: RemovalOrder): Promise<boolean> {
    return inStorage('archive', async () => {
      const bytes = await this.download(name);
      const { header, body } = await pageParts(bytes);
      const left = pageWithout(body, order);
      if (!left) return false;
      await this.overwrite({ name, was: bytes, is: await pageBytes(header, left) }, order);
      return true;
    });
  }

  clearRecord(entry: PostEntry, order: RemovalOrder): Promise<boolean> {
    const { recordName: name } = entry;
    return inStorage('archive', async () => {
      const bytes = await this.downloadIfThere(name);
      if (!bytes) return false;
      const record = postRecordSchema.parse(JSON.parse(bytes.toString('utf8'))) as PostRecord;
      const left = leftOf(entry, record, order);
      if (left) await this.unpack(entry);
      if (left === 'nothing') await this.delete({ name, was: sha256Hex(bytes) }, order);
      else if (left) {
        const is = Buffer.from(canonicalJson(left as unknown as JsonObject));
        await this.overwrite({ name, was: bytes, is }, order);
      }
      return left !== undefined;
    });
  }

  /** The row goes last: it tells which bytes are to go. An import may have brought them meanwhile. */
  removeMedium(fileKey: string, order: RemovalOrder): Promise<boolean> {
    return changeInStorage('archive', async () => {
      const { accountId } = order;
      const table = await this.storage.table('media');
      const keys = { partitionKey: tableKey(accountId), rowKey: tableKey(fileKey) };
      const row = await unlessMissing(() => table.getEntity(keys.partitionKey, keys.rowKey));
      const { data } = mediumSchema.safeParse(row);
      if (!data || data.reason === REMOVED_FILE.reason) return false;
      const { sha256: was = '' } = data;
      const name = `media/${accountId}/${fileKey}`;
      await this.removals.note({ name, was, is: '' }, order);
      if (was !== '' && !(await this.isOfOthers(accountId, fileKey, was)))
        await this.delete({ name: mediaBlobName(accountId, was), was }, order);
      await new LateFiles(table, accountId).forgetCome(fileKey);
      const removed = { ...keys, schemaVersion: 1, ...REMOVED_FILE, fileKey };
      await table.updateEntity(removed, 'Replace', { etag: data.etag });
      return true;
    });
  }

  /** The copy of a small record in its row goes first: a repetition finds the blob as it was. */
  private async unpack(entry: PostEntry): Promise<void> {
    const table = await this.storage.table('posts');
    await table.updateEntity(rowOf({ ...entry, packed: undefined }), 'Replace');
  }

  private async isOfOthers(accountId: string, fileKey: string, sha256: string): Promise<boolean> {
    const table = await this.storage.table('media');
    const same = `sha256 eq ${odataText(sha256)} and fileKey ne ${odataText(fileKey)}`;
    const filter = `PartitionKey eq ${odataText(tableKey(accountId))} and state eq 'stored' and ${same}`;
    const first = await table.listEntities({ queryOptions: { filter } }).next();
    return first.done !== true;
  }

  private async overwrite(
    { name, was, is }: { name: string; was: Uint8Array; is: Uint8Array },
    order: RemovalOrder,
  ): Promise<void> {
    await this.removals.note({ name, was: sha256Hex(was), is: sha256Hex(is) }, order);
    const container = await this.storage.container('archive');
    const type = name.endsWith('.gz') ? 'application/gzip' : 'application/json';
    const blobHTTPHeaders = { blobContentType: type };
    await unlessImmutable(name, () =>
      container.getBlockBlobClient(name).upload(is, is.length, { blobHTTPHeaders }),
    );
  }

  private async delete(
    { name, was }: { name: string; was: string },
    order: RemovalOrder,
  ): Promise<void> {
    await this.removals.note({ name, was, is: '' }, order);
    const container = await this.storage.container('archive');
    await unlessImmutable(name, () => container.getBlobClient(name).deleteIfExists());
  }

  private async download(name: string): Promise<Buffer> {
    return inStorage('archive', async () =>
      download(await this.storage.container('archive'), name),
    );
  }

  private async downloadIfThere(name: string): Promise<Buffer | undefined> {
    try {
      return await this.download(name);
    } catch (error) {
      if (isAppError(error, 'archive.not_found')) return undefined;
      throw error;
    }
  }
}

/** What is no page of ours tells nothing; the verification names it. */
async function partsIfReadable(bytes: Uint8Array) {
  try {
    return await pageParts(bytes);
  } catch {
    return undefined;
  }
}

/** `BlobImmutableDueToPolicy`, `BlobImmutableDueToLegalHold` (https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes). */
async function unlessImmutable(name: string, call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (cause) {
    const { reason = '' } = storageFailure(cause);
    if (!hasStatus(cause, 409) || !reason.includes('Immutable')) throw cause;
    const message = `Storage does not let ${name} be changed: ${reason}. Its content stays.`;
    throw new AppError('archive.immutable', message, { name, reason }, { cause });
  }
}
