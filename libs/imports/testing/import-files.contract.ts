import { AppError } from '@app/domain';
import { type ImportFiles } from '@app/imports';

import { anImport } from './supplied-import.builder';

let accounts = 6000;

async function* parts(...given: (string | AppError)[]): AsyncGenerator<Uint8Array> {
  for (const part of given) {
    await Promise.resolve();
    if (part instanceof AppError) throw part;
    yield Buffer.from(part);
  }
}

/** What every ImportFiles guarantees. `open` opens the same files again, as another process would. */
export function describeImportFiles(name: string, open: () => ImportFiles): void {
  describe(`${name} is an ImportFiles`, () => {
    let key: { accountId: string; importId: string };
    beforeEach(() => {
      const { importId } = anImport();
      key = { accountId: String(accounts++), importId };
    });
    const save = (index: number, text: string) => open().saveBlock(key, index, Buffer.from(text));
    const uploaded = async (...blocks: string[]) => {
      await Promise.all(blocks.map((text, index) => save(index, text)));
      await open().complete(key, { blocks: blocks.length, bytes: blocks.join('').length });
    };
    const listed = async () => {
      const bytes = await open().openProblems(key);
      return bytes && Buffer.concat(await Array.fromAsync(bytes)).toString();
    };
    const isIncomplete = { code: 'import.incomplete' };

    it('has nothing before it comes', async () => {
      expect(await open().countBlocks(key)).toBe(0);
      expect(await listed()).toBeUndefined();
      await expect(open().openZip(key)).rejects.toMatchObject(isIncomplete);
      await expect(open().complete(key, { blocks: 1, bytes: 1 })).rejects.toMatchObject(
        isIncomplete,
      );
    });

    it('counts the blocks that are there without a gap', async () => {
      await save(1, 'def');
      expect(await open().countBlocks(key)).toBe(0);
      await save(0, 'abc');
      await save(3, 'jkl');
      expect(await open().countBlocks(key)).toBe(2);
      await expect(open().complete(key, { blocks: 4, bytes: 12 })).rejects.toMatchObject(
        isIncomplete,
      );
      await save(2, 'ghi');
      expect(await open().countBlocks(key)).toBe(4);
    });

    it('is read anywhere once it is complete', async () => {
      await uploaded('abc', 'def', 'gh');
      const zip = await open().openZip(key);
      expect(zip.bytes).toBe(8);
      const read = async (from: number, to: number) =>
        Buffer.from(await zip.read(from, to)).toString();
      expect(await Promise.all([read(0, 8), read(2, 4), read(7, 8)])).toEqual([
        'abcdefgh',
        'cd',
        'h',
      ]);
    });

    it('takes the block that came last, and may be completed twice', async () => {
      await save(0, 'xxx');
      await uploaded('abc', 'd');
      await open().complete(key, { blocks: 2, bytes: 4 });
      expect(await open().countBlocks(key)).toBe(2);
      const zip = await open().openZip(key);
      expect(Buffer.from(await zip.read(0, 4)).toString()).toBe('abcd');
    });

    it('is not complete with another size', async () => {
      await save(0, 'abc');
      await expect(open().complete(key, { blocks: 1, bytes: 4 })).rejects.toMatchObject(
        isIncomplete,
      );
    });

    it('is removed, complete or not', async () => {
      await open().removeZip(key);
      await save(0, 'abc');
      await open().removeZip(key);
      expect(await open().countBlocks(key)).toBe(0);
      await uploaded('abc');
      const zip = await open().openZip(key);
      await open().removeZip(key);
      await open().removeZip(key);
      await expect(zip.read(0, 1)).rejects.toMatchObject(isIncomplete);
      await expect(open().openZip(key)).rejects.toMatchObject(isIncomplete);
      expect(await open().countBlocks(key)).toBe(0);
    });

    it('keeps a list whole, in the place of the one before', async () => {
      await open().saveProblems(key, parts('a,b\r\n', 'c,d\r\n'));
      expect(await listed()).toBe('a,b\r\nc,d\r\n');
      await open().saveProblems(key, parts('e'));
      expect(await listed()).toBe('e');
      await open().saveProblems(key, parts());
      expect(await listed()).toBe('');
    });

    it('keeps the list it has when another breaks off', async () => {
      await open().saveProblems(key, parts('whole'));
      const broken = new AppError('import.unreadable_archive', 'no');
      await expect(open().saveProblems(key, parts('half', broken))).rejects.toBe(broken);
      expect(await listed()).toBe('whole');
    });

    it('keeps imports apart', async () => {
      const other = { ...key, importId: anImport().importId };
      await uploaded('abc');
      await open().saveProblems(key, parts('list'));
      await open().removeZip(other);
      expect(await open().openProblems(other)).toBeUndefined();
      expect((await open().openZip(key)).bytes).toBe(3);
    });
  });
}
