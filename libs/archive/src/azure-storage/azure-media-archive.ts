import { Injectable } from '@nestjs/common';
import {
  changeInStorage,
  hasStatus,
  inStorage,
  odataText,
  StorageClients,
  tableKey,
  unlessMissing,
} from '@app/azure';
import { mediaBlobName } from '@app/domain';
import pLimit from 'p-limit';
import { z } from 'zod';

import {
  isDue,
  isRemovedFile,
  type LateFile,
  type MediaArchive,
  type MediaEntry,
  type MissingMedia,
  type StoredMedia,
} from '../media-archive';
import { stream } from './download';
import { LateFiles } from './late-files';
import { type Spooled, spool } from '../spool';

const AT_ONCE = 8;
const BLOCK_BYTES = 4 * 1024 * 1024;
const BLOCKS_AT_ONCE = 2;

/** A row of table `media`. */
const rowSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('stored'),
    fileKey: z.string(),
    sha256: z.string(),
    bytes: z.number(),
    contentType: z.string(),
  }),
  z.object({
    state: z.literal('missing'),
    fileKey: z.string(),
    url: z.string(),
    reason: z.string(),
    retry: z.boolean(),
    retryAt: z.date().optional(),
    attempts: z.number(),
  }),
]);
const etagSchema = z.object({ etag: z.string() });

/** Media bytes as blobs named by their hash in container `archive`, file keys as rows of table `media`. */
@Injectable()
export class AzureMediaArchive implements MediaArchive {
  constructor(private readonly storage: StorageClients) {}

  find(accountId: string, fileKeys: readonly string[]): Promise<Map<string, MediaEntry>> {
    return inStorage('archive', async () => {
      const rows = await pLimit(AT_ONCE).map([...fileKeys], (fileKey) =>
        this.findOne(accountId, fileKey),
      );
      const known = rows.filter((row) => row !== undefined);
      return new Map(known.map(({ entry }) => [entry.fileKey, entry]));
    });
  }

  /** Bytes first, then the row: a row never points at nothing. */
  save(
    accountId: string,
    {
      fileKey,
      contentType,
      body,
    }: { fileKey: string; contentType: string; body: AsyncIterable<Uint8Array> },
  ): Promise<StoredMedia> {
    return inStorage('archive', () =>
      spool(body, async (spooled) => {
        await this.upload(accountId, contentType, spooled);
        const { sha256, bytes } = spooled;
        const entry: StoredMedia = { state: 'stored', fileKey, sha256, bytes, contentType };
        const noted = await this.change(accountId, fileKey, () => entry);
        return noted.state === 'stored' ? noted : entry;
      }),
    );
  }

  markMissing(accountId: string, file: Omit<MissingMedia, 'state' | 'attempts'>): Promise<void> {
    return inStorage('archive', async () => {
      await this.change(accountId, file.fileKey, (known) => ({
        ...{ state: 'missing', ...file },
        attempts: (known?.attempts ?? 0) + 1,
      }));
    });
  }

  tryAnew(accountId: string, fileKeys: readonly string[]): Promise<void> {
    return inStorage('archive', async () => {
      for (const [fileKey, known] of await this.find(accountId, fileKeys)) {
        if (known.state === 'stored' || known.retry || isRemovedFile(known)) continue;
        await this.change(accountId, fileKey, (now = known) => ({
          ...now,
          retry: true,
          retryAt: now.retry ? now.retryAt : undefined,
          attempts: now.retry ? now.attempts : 0,
        }));
      }
    });
  }

  listToRetry(accountId: string, limit: number, now?: Date): Promise<MissingMedia[]> {
    const filter = `PartitionKey eq ${odataText(tableKey(accountId))} and state eq 'missing' and retry eq true`;
    return inStorage('archive', async () => {
      const table = await this.storage.table('media');
      const found: MissingMedia[] = [];
      for await (const row of table.listEntities({ queryOptions: { filter } })) {
        if (found.length === limit) break;
        const entry = rowSchema.parse(row);
        if (entry.state === 'missing' && isDue(entry, now)) found.push(entry);
      }
      return found;
    });
  }

  noteLacking(accountId: string, itemId: string, fileKeys: readonly string[]): Promise<void> {
    return inStorage('archive', async () => {
      const late = await this.late(accountId);
      await pLimit(AT_ONCE).map([...fileKeys], async (fileKey) => {
        await late.noteLacking(itemId, fileKey);
        if (await this.isStored(accountId, fileKey)) await late.noteCome(fileKey);
      });
    });
  }

  listLate(accountId: string, limit: number): Promise<LateFile[]> {
    return inStorage('archive', async () =>
      (await this.late(accountId)).list(limit, (fileKey) => this.isStored(accountId, fileKey)),
    );
  }

  forgetLate(accountId: string, files: readonly LateFile[]): Promise<void> {
    return inStorage('archive', async () => {
      const late = await this.late(accountId);
      await pLimit(AT_ONCE).map([...files], (file) => late.forget(file));
    });
  }

  open(accountId: string, sha256: string): Promise<AsyncIterable<Uint8Array>> {
    return inStorage('archive', async () =>
      stream(await this.storage.container('archive'), mediaBlobName(accountId, sha256)),
    );
  }

  /** In one request when it is small enough; the name tells the bytes, so that what is there stays. */
  private async upload(accountId: string, blobContentType: string, file: Spooled): Promise<void> {
    const blob = await this.blob(accountId, file.sha256);
    const blobHTTPHeaders = { blobContentType };
    const isSmall = file.bytes <= BLOCK_BYTES;
    if (!isSmall && (await blob.exists())) return;
    try {
      if (isSmall) {
        const conditions = { ifNoneMatch: '*' };
        await blob.upload(file.open, file.bytes, { blobHTTPHeaders, conditions });
      } else {
        await blob.uploadStream(file.open(), BLOCK_BYTES, BLOCKS_AT_ONCE, { blobHTTPHeaders });
      }
    } catch (error) {
      // It was there; or somebody was quicker, who discards the blocks of all others: the same bytes in any case.
      if (!hasStatus(error, 400, 409) || !(await blob.exists())) throw error;
    }
  }

  private async findOne(accountId: string, fileKey: string) {
    const table = await this.storage.table('media');
    return unlessMissing(async () => {
      const row = await table.getEntity(tableKey(accountId), tableKey(fileKey));
      return { entry: rowSchema.parse(row), etag: etagSchema.parse(row).etag };
    });
  }

  private async isStored(accountId: string, fileKey: string): Promise<boolean> {
    return (await this.findOne(accountId, fileKey))?.entry.state === 'stored';
  }

  private async late(accountId: string): Promise<LateFiles> {
    return new LateFiles(await this.storage.table('media'), accountId);
  }

  /** What is known of a file from now on: what is stored or was removed stays, else it is `next`, made of what is there. Most are new. */
  private async change(
    accountId: string,
    fileKey: string,
    next: (known: MissingMedia | undefined) => MediaEntry,
  ): Promise<MediaEntry> {
    const table = await this.storage.table('media');
    const keys = { partitionKey: tableKey(accountId), rowKey: tableKey(fileKey) };
    return changeInStorage('archive', async (isAgain) => {
      const known = isAgain ? await this.findOne(accountId, fileKey) : undefined;
      if (known?.entry.state === 'stored') return known.entry;
      if (known && isRemovedFile(known.entry)) return known.entry;
      const entry = next(known?.entry);
      if (known && entry.state === 'stored') await (await this.late(accountId)).noteCome(fileKey);
      const row = { ...keys, schemaVersion: 1, ...entry };
      if (known) await table.updateEntity(row, 'Replace', { etag: known.etag });
      else await table.createEntity(row);
      return entry;
    });
  }

  private async blob(accountId: string, sha256: string) {
    const container = await this.storage.container('archive');
    return container.getBlockBlobClient(mediaBlobName(accountId, sha256));
  }
}
