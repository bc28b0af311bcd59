import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@app/domain';

import { codeOf, Disk } from './disk';
import { linesOf, parsed } from './export-journal';

const root = mkdtempSync(join(tmpdir(), 'disk-'));
afterAll(() => rmSync(root, { recursive: true }));

const disk = new Disk();
const at = (name: string) => join(root, name);
const textOf = async (chunks: AsyncIterable<Buffer>) =>
  Buffer.concat(await Array.fromAsync(chunks)).toString();

async function write(name: string, text: string): Promise<void> {
  const file = await disk.create(at(name));
  await file.append(Buffer.from(text));
  await file.close();
}

describe('Disk', () => {
  it('goes on behind what is kept of a file, and reads any part of it', async () => {
    await write('a', '0123456789');
    const file = await disk.open(at('a'), 4);
    await file.append(Buffer.from('abc'));
    await file.close();
    await expect(file.append(Buffer.from('d'))).rejects.toThrow();
    expect(await disk.text(at('a'))).toBe('0123abc');
    expect(await disk.sizeOf(at('a'))).toBe(7);
    expect(await textOf(disk.read(at('a')))).toBe('0123abc');
    expect(await textOf(disk.read(at('a'), 2, 3))).toBe('23a');
    expect(await textOf(disk.read(at('a'), 0, 0))).toBe('');
  });

  it('knows nothing of what is not there', async () => {
    expect(await disk.text(at('none'))).toBeUndefined();
    expect(await disk.sizeOf(at('none'))).toBeUndefined();
    expect(await disk.list(at('none'))).toBeUndefined();
    await disk.remove(at('none'));
    await expect(textOf(disk.read(at('none')))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('lists what is in a folder, by name', async () => {
    await disk.makeFolder(at('folder/below'));
    for (const name of ['b', 'c', 'a', 'below/d']) await write(`folder/${name}`, name);
    expect(await disk.list(at('folder'))).toEqual(['a', 'b', 'below', 'c']);
    const files = await Array.fromAsync(disk.files(at('folder')));
    expect(files.sort()).toEqual(['a', 'b', 'below/d', 'c']);
  });

  it('says of a folder that cannot be used which it is', async () => {
    await write('file', 'x');
    const failure: unknown = await disk
      .makeFolder(at('file/folder'))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: 'folder.not_writable', details: { code: 'ENOTDIR' } });
    expect(String(failure)).toContain('The folder cannot be used as it is: Error: ENOTDIR');
    expect(codeOf((failure as Error).cause)).toBe('ENOTDIR');
    await expect(disk.text(root)).rejects.toMatchObject({ code: 'folder.not_writable' });
    await expect(disk.create(root)).rejects.toMatchObject({ code: 'folder.not_writable' });
  });
});

describe('codeOf', () => {
  it.each([
    [Object.assign(new Error('no'), { code: 'EIO' }), 'EIO'],
    [new Error('no'), ''],
    ['EIO', ''],
    [null, ''],
    [undefined, ''],
  ])('of %p is %p', (error, code) => {
    expect(codeOf(error)).toBe(code);
  });
});

describe('linesOf', () => {
  const lines = async (...chunks: string[]) => {
    const given = (async function* () {
      await Promise.resolve();
      for (const chunk of chunks) yield Buffer.from(chunk);
    })();
    return (await Array.fromAsync(linesOf(given))).map(String);
  };

  it('are whole, however they come, and with their ends', async () => {
    expect(await lines('one\ntwo\n')).toEqual(['one\n', 'two\n']);
    expect(await lines('on', 'e\nt', 'w', 'o\n', '\n')).toEqual(['one\n', 'two\n', '\n']);
  });

  it('leaves out a last one that has no end', async () => {
    expect(await lines('one\ntw')).toEqual(['one\n']);
    expect(await lines()).toEqual([]);
  });
});

describe('parsed', () => {
  it('is nothing of what is no JSON', () => {
    expect([parsed('{"a":1}'), parsed('{"a":')]).toEqual([{ a: 1 }, undefined]);
  });
});
