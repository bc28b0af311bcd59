import { Readable } from 'node:stream';
import { type BlockBlobClient } from '@azure/storage-blob';
import { Injectable } from '@nestjs/common';
import { eachInStorage, inStorage, StorageClients, unlessMissing } from '@app/azure';
import { AppError } from '@app/domain';

import { type ImportFiles, type UploadedZip } from '../import-files';
import { type ImportKey } from '../supplied-import';

/** Of a list that is uploaded as it comes, so much is in memory. */
const PART_BYTES = 1024 * 1024;
const PARTS_AT_ONCE = 1;
const ID_DIGITS = 6;

/** Blobs `{account}/{import}.zip` and `{account}/{import}.problems.csv` in container `imports`. */
@Injectable()
export class AzureImportFiles implements ImportFiles {
  constructor(private readonly storage: StorageClients) {}

  saveBlock(key: ImportKey, index: number, bytes: Uint8Array): Promise<void> {
    return inStorage('imports', async () => {
      const blob = await this.zip(key);
      await blob.stageBlock(blockId(index), bytes, bytes.length);
    });
  }

  countBlocks(key: ImportKey): Promise<number> {
    return inStorage('imports', async () => {
      const blob = await this.zip(key);
      const lists = await unlessMissing(() => blob.getBlockList('all'));
      const blocks = [...(lists?.uncommittedBlocks ?? []), ...(lists?.committedBlocks ?? [])];
      const names = new Set(blocks.map(({ name }) => name));
      let count = 0;
      while (names.has(blockId(count))) count += 1;
      return count;
    });
  }

  complete(key: ImportKey, { blocks, bytes }: { blocks: number; bytes: number }): Promise<void> {
    return inStorage('imports', async () => {
      if ((await this.countBlocks(key)) < blocks) throw incomplete(key);
      const blob = await this.zip(key);
      const ids = Array.from({ length: blocks }, (_, index) => blockId(index));
      await blob.commitBlockList(ids, {
        blobHTTPHeaders: { blobContentType: 'application/zip' },
      });
      if ((await sizeOf(blob)) !== bytes) throw incomplete(key);
    });
  }

  openZip(key: ImportKey): Promise<UploadedZip> {
    return inStorage('imports', async () => {
      const blob = await this.zip(key);
      const bytes = await sizeOf(blob);
      if (bytes === undefined) throw incomplete(key);
      const read = (from: number, to: number) =>
        inStorage('imports', async () => {
          const part = await unlessMissing(() => blob.downloadToBuffer(from, to - from));
          if (!part) throw incomplete(key);
          return part;
        });
      return { bytes, read };
    });
  }

  /** An empty blob takes the place of blocks that are no zip yet: storage then forgets them at once. */
  removeZip(key: ImportKey): Promise<void> {
    return inStorage('imports', async () => {
      const blob = await this.zip(key);
      if ((await blob.deleteIfExists()).succeeded) return;
      await blob.commitBlockList([]);
      await blob.deleteIfExists();
    });
  }

  saveProblems(key: ImportKey, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    return inStorage('imports', async () => {
      const blob = await this.blob(key, 'problems.csv');
      const blobHTTPHeaders = { blobContentType: 'text/csv; charset=utf-8' };
      await blob.uploadStream(Readable.from(bytes), PART_BYTES, PARTS_AT_ONCE, {
        blobHTTPHeaders,
      });
    });
  }

  openProblems(key: ImportKey): Promise<AsyncIterable<Uint8Array> | undefined> {
    return inStorage('imports', async () => {
      const blob = await this.blob(key, 'problems.csv');
      const response = await unlessMissing(() => blob.download());
      const bytes = response?.readableStreamBody as AsyncIterable<Uint8Array> | undefined;
      return bytes && eachInStorage('imports', () => bytes);
    });
  }

  private zip(key: ImportKey): Promise<BlockBlobClient> {
    return this.blob(key, 'zip');
  }

  private async blob({ accountId, importId }: ImportKey, suffix: string) {
    const container = await this.storage.container('imports');
    return container.getBlockBlobClient(`${accountId}/${importId}.${suffix}`);
  }
}

/** The ids of a blob's blocks all have one length. */
function blockId(index: number): string {
  return Buffer.from(String(index).padStart(ID_DIGITS, '0')).toString('base64');
}

async function sizeOf(blob: BlockBlobClient): Promise<number | undefined> {
  return (await unlessMissing(() => blob.getProperties()))?.contentLength;
}

function incomplete({ importId }: ImportKey): AppError {
  return new AppError(
    'import.incomplete',
    'The zip is not there as a whole. Go on with the upload.',
    { importId },
  );
}
