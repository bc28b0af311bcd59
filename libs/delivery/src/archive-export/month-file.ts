import { createHash, type Hash } from 'node:crypto';
import { join } from 'node:path';

import { type Disk, type OpenFile } from './disk';
import { type FileRow } from './manifest-row';

/** The file of a month and what it holds until now. */
export class MonthFile {
  private file?: OpenFile;

  constructor(
    readonly path: string,
    public bytes = 0,
    private readonly hash: Hash = createHash('sha256'),
  ) {}

  /** The same file with more bytes, which are in it already. */
  async withMore(more: AsyncIterable<Uint8Array>): Promise<MonthFile> {
    const hash = this.hash.copy();
    let { bytes } = this;
    for await (const chunk of more) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    return new MonthFile(this.path, bytes, hash);
  }

  /** What a process that was killed has left behind its end is gone then. */
  async open(disk: Disk, directory: string): Promise<OpenFile> {
    return (this.file ??= await disk.open(join(directory, this.path), this.bytes));
  }

  async append(disk: Disk, directory: string, more: AsyncIterable<Uint8Array>): Promise<void> {
    const file = await this.open(disk, directory);
    for await (const chunk of more) {
      await file.append(chunk);
      this.hash.update(chunk);
      this.bytes += chunk.length;
    }
  }

  get row(): FileRow {
    const { path, bytes } = this;
    return { row: 'file', path, bytes, sha256: this.hash.copy().digest('hex') };
  }

  async close(): Promise<void> {
    await this.file?.close();
    this.file = undefined;
  }
}
