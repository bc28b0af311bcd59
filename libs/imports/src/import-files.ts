import { type ImportKey } from './supplied-import';

/** An uploaded zip, of which any part can be read. */
export interface UploadedZip {
  readonly bytes: number;
  /** The bytes from `from` up to, without, `to`: no more of them than whoever asks wants to have in memory. */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** The zips that are uploaded, and the lists of what could not be read of them. Rejects with `import.unavailable`. */
export abstract class ImportFiles {
  /** Keeps a block of a zip (numbered from 0), whatever was there. In any order, several at once. */
  abstract saveBlock(key: ImportKey, index: number, bytes: Uint8Array): Promise<void>;

  /** How many blocks are there, from the first on, without one missing. */
  abstract countBlocks(key: ImportKey): Promise<number>;

  /** Makes so many blocks the zip. Done again, it changes nothing. Rejects with `import.incomplete`, or when it has not `bytes` then. */
  abstract complete(key: ImportKey, size: { blocks: number; bytes: number }): Promise<void>;

  /** A completed zip. Rejects with `import.incomplete` when there is none; its `read` too. */
  abstract openZip(key: ImportKey): Promise<UploadedZip>;

  /** Complete or not. Idempotent. */
  abstract removeZip(key: ImportKey): Promise<void>;

  /** Keeps the list whole or not at all, in the place of an earlier one. Memory does not grow with it. Rejects with what `bytes` rejects with, too. */
  abstract saveProblems(key: ImportKey, bytes: AsyncIterable<Uint8Array>): Promise<void>;

  /** `undefined` when there is no list. */
  abstract openProblems(key: ImportKey): Promise<AsyncIterable<Uint8Array> | undefined>;
}
