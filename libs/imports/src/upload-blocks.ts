import { AppError } from '@app/domain';

/** A zip is uploaded in blocks of this size; only the last is smaller. One at a time is in memory, for each upload. */
export const BLOCK_BYTES = 8 * 1024 * 1024;
/** Most blocks a blob has (https://learn.microsoft.com/azure/storage/blobs/scalability-targets). */
const MAX_BLOCKS = 50_000;
export const MAX_ZIP_BYTES = MAX_BLOCKS * BLOCK_BYTES;

/** How many blocks a file of this size has. */
export function blocksOf(bytes: number): number {
  return Math.ceil(bytes / BLOCK_BYTES);
}

/** How much of a file its first blocks are. */
export function bytesOf(blocks: number, bytes: number): number {
  return Math.min(blocks * BLOCK_BYTES, bytes);
}

/** Throws `import.wrong_block` when a block (numbered from 0) is none of a file of `bytes`. */
export function checkBlock(index: number, length: number, bytes: number): void {
  const expected = bytesOf(index + 1, bytes) - bytesOf(index, bytes);
  if (length > 0 && length === expected) return;
  throw new AppError(
    'import.wrong_block',
    `Block ${index} has ${length} bytes and should have ${expected}. Go on with the file the upload was begun with.`,
    { index, length, expected },
  );
}
