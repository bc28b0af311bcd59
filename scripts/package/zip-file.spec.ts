import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPromise } from 'yauzl';

import { writeZip } from './zip-file';

const MADE_AT = new Date('2026-11-26T08:00:00Z');

describe('writeZip', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zip-file-'));
    writeFileSync(join(folder, 'one.txt'), 'one '.repeat(1000));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const one = () => join(folder, 'one.txt');

  it('gives the same bytes whatever the order, the times and the rights on disk', async () => {
    const two = Buffer.from('two');
    const entries: [string, string | Buffer][] = [
      ['b/one.txt', one()],
      ['a.txt', two],
    ];
    const first = await writeZip(join(folder, '1.zip'), new Map(entries), MADE_AT);
    utimesSync(one(), new Date(0), new Date(0));
    chmodSync(one(), 0o755);
    const second = await writeZip(join(folder, '2.zip'), new Map(entries.toReversed()), MADE_AT);

    expect(second).toBe(first);
    const bytes = readFileSync(join(folder, '2.zip'));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(first);
  });

  it('tells the time in UTC, wherever it is made', async () => {
    await writeZip(join(folder, '1.zip'), new Map([['one.txt', one()]]), MADE_AT);
    const zip = await openPromise(join(folder, '1.zip'), { lazyEntries: true });
    const [entry] = await Array.fromAsync(zip.eachEntry());
    const time = (entry?.lastModFileTime ?? 0) >> 11;
    expect([entry?.fileName, time]).toEqual(['one.txt', 8]);
  });

  it('leaves no zip when a file is missing', async () => {
    const content = new Map([['none.txt', join(folder, 'none.txt')]]);
    const path = join(folder, '1.zip');
    await expect(writeZip(path, content, MADE_AT)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(() => readFileSync(path)).toThrow('ENOENT');
  });
});
