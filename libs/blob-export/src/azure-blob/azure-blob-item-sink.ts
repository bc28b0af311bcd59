import { Readable } from 'node:stream';
import { type BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { Injectable } from '@nestjs/common';
import { blobOptions, CountedBytes } from '@app/azure';
import { ExportConfig } from '@app/config';
import { type Secret } from '@app/domain';

import { type ItemSink, type TaskFolder, type UploadedFile } from '../item-sink';
import { toAppError } from './sink-errors';
import { parseSinkUri } from './sink-uri';

/**
 * Up to so many bytes a file goes in one request; larger ones in blocks of this size, two at a time. Small: as many files are
 * uploaded at once as DELIVERY_CONCURRENCY says, and each holds three blocks.
 */
const BLOCK_BYTES = 1024 * 1024;
const BLOCKS_AT_ONCE = 2;
const headers = { blobHTTPHeaders: { blobContentType: 'application/json' } };

/** Writes into the containers the Import service lends, by their SAS. */
@Injectable()
export class AzureBlobItemSink implements ItemSink {
  private readonly options: ReturnType<typeof blobOptions>;

  constructor(private readonly config: ExportConfig) {
    this.options = blobOptions(config.timeoutMs);
  }

  check(containerSasUri: Secret): void {
    parseSinkUri(containerSasUri, this.config.allowedHosts);
  }

  open(containerSasUri: Secret, jobId: string, taskId: string): TaskFolder {
    const url = parseSinkUri(containerSasUri, this.config.allowedHosts);
    const container = new ContainerClient(url.href, undefined, this.options);
    const folder = `${jobId}/${taskId}`;
    return {
      put: async (fileName, content, { signal } = {}) => {
        try {
          const blob = container.getBlockBlobClient(`${folder}/${fileName}`);
          return { fileName, ...(await write(blob, content, signal)) };
        } catch (error) {
          signal?.throwIfAborted();
          throw toAppError(error);
        }
      },
    };
  }
}

async function write(
  blob: BlockBlobClient,
  content: AsyncIterable<Uint8Array>,
  abortSignal?: AbortSignal,
): Promise<Omit<UploadedFile, 'fileName'>> {
  const counted = new CountedBytes(content);
  const start = await counted.takeUpTo(BLOCK_BYTES);
  if (counted.isOver) await blob.upload(start, start.length, { ...headers, abortSignal });
  else {
    abortSignal?.throwIfAborted();
    const all = Readable.from(counted.restAfter(start), { signal: abortSignal });
    try {
      // Sends all blocks before it heeds a signal, and closes nothing that it gives up.
      await blob.uploadStream(all, BLOCK_BYTES, BLOCKS_AT_ONCE, { ...headers, abortSignal });
    } finally {
      all.destroy();
    }
  }
  return counted.counted;
}
