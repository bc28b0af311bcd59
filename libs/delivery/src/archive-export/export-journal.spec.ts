import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Disk } from './disk';
import { ExportJournal, manifestRows, rowGroups } from './export-journal';
import { type ManifestRow } from './manifest-row';
import { MonthFile } from './month-file';

const root = mkdtempSync(join(tmpdir(), 'export-journal-'));
afterAll(() => rmSync(root, { recursive: true }));

const disk = new Disk();
const path = join(root, 'manifest.jsonl');
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const sha256 = hashOf('');

const file = (name: string): ManifestRow => ({ row: 'file', path: name, bytes: 0, sha256 });
const unreadable = (id: string): ManifestRow => ({
  ...{ row: 'unreadable', type: 'post', id, version: 'v', createdAt: '2025-03-01T00:00:00.000Z' },
  reason: 'No text.',
});
const end: ManifestRow = { row: 'end', entries: 0, unreadable: 2 };
const lineOf = (row: ManifestRow) => `${JSON.stringify(row)}\n`;

describe('the groups of a manifest', () => {
  const groups = () => Array.fromAsync(rowGroups(disk, path));

  it('are posts, each with the files before it, and where they stand', async () => {
    const rows = [file('a'), file('b'), unreadable('1'), unreadable('2'), file('c'), end];
    const texts = rows.map(lineOf);
    writeFileSync(path, texts.join(''));
    const lengths = [texts.slice(0, 3), texts.slice(3, 4), texts.slice(4)].map(
      (each) => each.join('').length,
    );
    const [first = 0, second = 0, third = 0] = lengths;
    expect(await groups()).toEqual([
      { rows: rows.slice(0, 3), start: 0, end: first },
      { rows: rows.slice(3, 4), start: first, end: first + second },
      { rows: rows.slice(4), start: first + second, end: first + second + third },
    ]);
  });

  it.each([
    ['half a line', lineOf(file('a')) + lineOf(unreadable('2')).slice(0, -5)],
    ['a line without its end', lineOf(unreadable('2')).trimEnd()],
    ['files whose post is not there', lineOf(file('a'))],
    ['something else', `{"row":"poem"}\n${lineOf(unreadable('3'))}`],
    ['no JSON', `coffee\n${lineOf(unreadable('3'))}`],
  ])('end before %s', async (_, rest) => {
    writeFileSync(path, lineOf(unreadable('1')) + rest);
    expect(await groups()).toMatchObject([{ rows: [unreadable('1')] }]);
  });
});

describe('the rows of a manifest', () => {
  it('are all there are, and nothing where a line is none', async () => {
    writeFileSync(path, `${lineOf(file('a'))}coffee\n{"row":"poem"}\n${lineOf(end)}`);
    const rows = await Array.fromAsync(manifestRows(disk, path));
    expect(rows).toEqual([file('a'), undefined, undefined, end]);
  });
});

describe('ExportJournal', () => {
  it('goes on behind what is kept, and knows the hash of all', async () => {
    const kept = lineOf(file('a'));
    writeFileSync(path, `${kept}what a dead process left`);
    const journal = await ExportJournal.open(disk, path, kept.length);
    expect([journal.bytes, journal.sha256]).toEqual([kept.length, hashOf(kept)]);
    await journal.append([unreadable('ä'), file('b')]);
    await journal.append([end]);
    await journal.close();
    const text = readFileSync(path, 'utf8');
    expect(text).toBe([file('a'), unreadable('ä'), file('b'), end].map(lineOf).join(''));
    expect([journal.bytes, journal.sha256]).toEqual([Buffer.byteLength(text), hashOf(text)]);
    await expect(journal.append([end])).rejects.toThrow();
  });
});

describe('MonthFile', () => {
  async function* pieces(...texts: string[]) {
    await Promise.resolve();
    for (const text of texts) yield Buffer.from(text);
  }
  const row = (text: string) => ({
    ...{ row: 'file', path: 'month', bytes: text.length, sha256: hashOf(text) },
  });

  it('is the bytes of its posts, one after the other', async () => {
    const month = new MonthFile('month');
    expect(month.row).toEqual(row(''));
    await month.append(disk, root, pieces('one ', 'two '));
    expect(month.row).toEqual(row('one two '));
    await month.append(disk, root, pieces('three'));
    await month.close();
    expect(month.row).toEqual(row('one two three'));
    expect(readFileSync(join(root, 'month'), 'utf8')).toBe('one two three');
    await month.append(disk, root, pieces('!'));
    await month.close();
    expect(readFileSync(join(root, 'month'), 'utf8')).toBe('one two three!');
  });

  it('knows more of what is in it, and cuts what is behind that', async () => {
    writeFileSync(join(root, 'month'), 'one two coffee');
    const none = new MonthFile('month');
    const some = await (await none.withMore(pieces('one', ' '))).withMore(pieces('two '));
    expect([none.row, some.row]).toEqual([row(''), row('one two ')]);
    await some.append(disk, root, pieces('three'));
    await some.close();
    await some.close();
    expect(readFileSync(join(root, 'month'), 'utf8')).toBe('one two three');
    expect(some.row).toEqual(row('one two three'));
  });
});
