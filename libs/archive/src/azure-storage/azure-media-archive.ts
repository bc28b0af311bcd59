import { Injectable } from '@nestjs/common';
import { hasStatus, inStorage, odataText, StorageClients, tableKey } from '@app/azure';
import { AppError } from '@app/domain';
import pLimit from 'p-limit';
import { z } from 'zod';

import {
  type MediaArchive,
  type MediaEntry,
  type MissingMedia,
  type StoredMedia,
} from '../media-archive';
import { type Spooled, spool } from './spool';

const LOOK_UPS_AT_ONCE = 8;
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
    attempts: z.number(),
  }),
]);

/** Media bytes as blobs named by their hash in container `archive`, file keys as rows of table `media`. */
@Injectable()
export class AzureMediaArchive implements MediaArchive {
  constructor(private readonly storage: StorageClients) {}

  find(accountId: string, fileKeys: readonly string[]): Promise<Map<string, MediaEntry>> {
    return inStorage('archive', async () => {
      const entries = await pLimit(LOOK_UPS_AT_ONCE).map([...fileKeys], (fileKey) =>
        this.findOne(accountId, fileKey),
      );
      const known = entries.filter((entry) => entry !== undefined);
      return new Map(known.map((entry) => [entry.fileKey, entry]));
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
        await this.write(accountId, entry);
        return entry;
      }),
    );
  }

  markMissing(
    accountId: string,
    file: { fileKey: string; url: string; reason: string; retry: boolean },
  ): Promise<void> {
    return inStorage('archive', async () => {
      const before = await this.findOne(accountId, file.fileKey);
      if (before?.state === 'stored') return;
      await this.write(accountId, {
        state: 'missing',
        ...file,
        attempts: (before?.attempts ?? 0) + 1,
      });
    });
  }

  listToRetry(accountId: string, limit: number): Promise<MissingMedia[]> {
    const filter = `PartitionKey eq ${odataText(tableKey(accountId))} and state eq 'missing' and retry eq true`;
    return inStorage('archive', async () => {
      const table = await this.storage.table('media');
      const found: MissingMedia[] = [];
      for await (const row of table.listEntities({ queryOptions: { filter } })) {
        const entry = rowSchema.parse(row);
        if (entry.state === 'missing') found.push(entry);
        if (found.length === limit) break;
      }
      return found;
    });
  }

  open(accountId: string, sha256: string): Promise<AsyncIterable<Uint8Array>> {
    return inStorage('archive', async () => {
      const blob = await this.blob(accountId, sha256);
      try {
        const { readableStreamBody } = await blob.download();
        return (readableStreamBody ?? []) as AsyncIterable<Uint8Array>;
      } catch (error) {
        if (!hasStatus(error, 404)) throw error;
        throw new AppError('archive.not_found', `The archive has no media file ${sha256}.`, {
          sha256,
        });
      }
    });
  }

  private async upload(accountId: string, blobContentType: string, file: Spooled): Promise<void> {
    const blob = await this.blob(accountId, file.sha256);
    if (await blob.exists()) return;
    const blobHTTPHeaders = { blobContentType };
    await blob.uploadStream(file.open(), BLOCK_BYTES, BLOCKS_AT_ONCE, { blobHTTPHeaders });
  }

  private async findOne(accountId: string, fileKey: string): Promise<MediaEntry | undefined> {
    const table = await this.storage.table('media');
    try {
      return rowSchema.parse(await table.getEntity(tableKey(accountId), tableKey(fileKey)));
    } catch (error) {
      if (hasStatus(error, 404)) return undefined;
      throw error;
    }
  }

  private async write(accountId: string, entry: MediaEntry): Promise<void> {
    const table = await this.storage.table('media');
    const keys = { partitionKey: tableKey(accountId), rowKey: tableKey(entry.fileKey) };
    await table.upsertEntity({ ...keys, schemaVersion: 1, ...entry }, 'Replace');
  }

  private async blob(accountId: string, sha256: string) {
    const container = await this.storage.container('archive');
    return container.getBlockBlobClient(`${accountId}/media/${sha256}`);
  }
}
