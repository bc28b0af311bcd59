import { AppError } from '@app/domain';
import { type ImportFiles, type ImportKey, type UploadedZip } from '@app/imports';
import { CrashPoint } from '@testing/domain';

/** Zips and lists in memory. */
export class FakeImportFiles implements ImportFiles {
  private readonly blocks = new Map<string, Map<number, Uint8Array>>();
  private readonly zips = new Map<string, Buffer>();
  private readonly lists = new Map<string, Buffer>();

  constructor(private readonly crash = new CrashPoint()) {}

  async saveBlock(key: ImportKey, index: number, bytes: Uint8Array): Promise<void> {
    await Promise.resolve();
    const name = nameOf(key);
    const blocks = this.blocks.get(name) ?? new Map<number, Uint8Array>();
    this.crash.write(() => this.blocks.set(name, blocks.set(index, Buffer.from(bytes))));
  }

  async countBlocks(key: ImportKey): Promise<number> {
    await Promise.resolve();
    const blocks = this.blocks.get(nameOf(key));
    let count = 0;
    while (blocks?.has(count)) count += 1;
    return count;
  }

  async complete(key: ImportKey, size: { blocks: number; bytes: number }): Promise<void> {
    if ((await this.countBlocks(key)) < size.blocks) throw incomplete();
    const blocks = this.blocks.get(nameOf(key));
    const ids = Array.from({ length: size.blocks }, (_, index) => index);
    const zip = Buffer.concat(ids.map((index) => blocks?.get(index) ?? Buffer.alloc(0)));
    this.crash.write(() => this.zips.set(nameOf(key), zip));
    if (zip.length !== size.bytes) throw incomplete();
  }

  async openZip(key: ImportKey): Promise<UploadedZip> {
    await Promise.resolve();
    this.crash.read();
    const read = async (from: number, to: number) => {
      await Promise.resolve();
      return this.zip(key).subarray(from, to);
    };
    return { bytes: this.zip(key).length, read };
  }

  async removeZip(key: ImportKey): Promise<void> {
    await Promise.resolve();
    this.crash.write(() => {
      this.zips.delete(nameOf(key));
      this.blocks.delete(nameOf(key));
    });
  }

  async saveProblems(key: ImportKey, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const list = Buffer.concat(await Array.fromAsync(bytes));
    this.crash.write(() => this.lists.set(nameOf(key), list));
  }

  async openProblems(key: ImportKey): Promise<AsyncIterable<Uint8Array> | undefined> {
    await Promise.resolve();
    const list = this.lists.get(nameOf(key));
    if (!list) return undefined;
    return (async function* () {
      await Promise.resolve();
      yield list;
    })();
  }

  private zip(key: ImportKey): Buffer {
    this.crash.read();
    const zip = this.zips.get(nameOf(key));
    if (!zip) throw incomplete();
    return zip;
  }
}

function incomplete(): AppError {
  return new AppError('import.incomplete', 'The zip is not there as a whole.');
}

function nameOf({ accountId, importId }: ImportKey): string {
  return JSON.stringify([accountId, importId]);
}
