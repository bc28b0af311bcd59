import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostEntry, type StoredMedia } from '@app/archive';
import { AppError } from '@app/domain';
import { day, idAt, sha256 } from '@testing/delivery';

import { Disk } from './disk';
import { ExportJournal } from './export-journal';
import { type ExportFormat } from './export-request';
import { ExportTally } from './export-tally';
import { ExportWriter } from './export-writer';
import { MonthFile } from './month-file';

const root = mkdtempSync(join(tmpdir(), 'export-writer-'));
afterAll(() => rmSync(root, { recursive: true }));

const disk = new Disk();
const recordSha = 'ab'.repeat(32);
const entryAt = (n: number, more: Partial<PostEntry> = {}): PostEntry => ({
  ...{ accountId: '7', type: 'post', postId: idAt(n), version: `v${n}`, kind: 'post' },
  ...{ createdAt: day(n), capturedAt: day(n + 1), pageName: 'page', recordName: 'record' },
  ...{ sha256: recordSha, ...more },
});
const medium = (text: string, fileKey = `${text}.original`): StoredMedia => ({
  ...{ state: 'stored', fileKey, sha256: sha256(text), bytes: text.length },
  contentType: 'image/jpeg',
});
const pathOf = (text: string) => `media/${sha256(text)}.jpg`;

async function* pieces(...texts: string[]) {
  await Promise.resolve();
  for (const text of texts) yield Buffer.from(text);
}

/** Gives the media it is made with, by hash. */
const opening =
  (...texts: string[]) =>
  (wanted: string) => {
    const text = texts.find((each) => sha256(each) === wanted);
    if (text === undefined) return Promise.reject(new AppError('archive.not_found', 'No file.'));
    return Promise.resolve(pieces(text));
  };
const nothing = opening();

async function aWriter(format: ExportFormat, month?: MonthFile) {
  const directory = mkdtempSync(join(root, 'export-'));
  await disk.makeFolder(join(directory, '.export'));
  const journal = await ExportJournal.open(disk, join(directory, 'manifest.jsonl'), 0);
  const tally = new ExportTally();
  const writer = new ExportWriter(disk, directory, format, { journal, tally, month });
  const textOf = (path: string) => readFileSync(join(directory, path), 'utf8');
  const rows = () =>
    textOf('manifest.jsonl')
      .split('\n')
      .filter(Boolean)
      .map((line): unknown => JSON.parse(line));
  const waiting = () => readdirSync(join(directory, '.export')).sort();
  const has = (path: string) => existsSync(join(directory, path));
  return { ...{ directory, writer, tally, textOf, rows, waiting, has } };
}

const encoded = (text: string, beside: StoredMedia[] = [], missingMedia: string[] = []) => ({
  ...{ content: () => pieces(text.slice(0, 2), text.slice(2)), beside, missingMedia },
});
const keyOf = ({ type, postId: id, version, createdAt }: PostEntry) => ({
  ...{ type, id, version, createdAt: createdAt.toISOString() },
});

describe('an entry with a file of its own', () => {
  const path = `2025/03/${idAt(1)}.v1.eml`;

  it('waits until the manifest names it, and is where it belongs then', async () => {
    const { writer, tally, textOf, rows, waiting, has } = await aWriter('eml');
    const [a, b] = [medium('a'), medium('b')];
    const ready = await writer.prepare(
      entryAt(1),
      encoded('text', [a, b], ['c']),
      opening('a', 'b'),
    );
    const waits = `${idAt(1)}.v1`;
    const names = ['a', 'b'].map((text) => `${waits}.${sha256(text).slice(0, 16)}.jpg`);
    expect(waiting()).toEqual([waits, ...names].sort());
    expect([rows(), has('2025'), has('media')]).toEqual([[], false, false]);
    await writer.commit(ready);
    await writer.close();
    expect(waiting()).toEqual([]);
    expect([path, pathOf('a'), pathOf('b')].map(textOf)).toEqual(['text', 'a', 'b']);
    const file = (text: string) => ({
      row: 'file',
      path: pathOf(text),
      bytes: 1,
      sha256: sha256(text),
    });
    const named = (text: string) => ({
      fileKey: `${text}.original`,
      path: pathOf(text),
      sha256: sha256(text),
    });
    expect(rows()).toEqual([
      ...[file('a'), file('b')],
      {
        ...{ row: 'entry', ...keyOf(entryAt(1)), kind: 'post', capturedAt: day(2).toISOString() },
        ...{ recordSha256: recordSha, file: { path, bytes: 4, sha256: sha256('text') } },
        ...{ media: [named('a'), named('b')], missingMedia: ['c'] },
      },
    ]);
    expect(tally.counts).toMatchObject({ entries: 1, bytes: 4, mediaFiles: 2, missingMedia: 1 });
  });

  it('says who gave it, and nothing of media it has not', async () => {
    const { writer, rows } = await aWriter('eml');
    const supplied = entryAt(1, { provenance: 'user-supplied', kind: 'quote' });
    await writer.commit(await writer.prepare(supplied, encoded('text'), nothing));
    await writer.close();
    const [row] = rows() as object[];
    expect(row).toMatchObject({ provenance: 'user-supplied', kind: 'quote' });
    expect(Object.keys(row ?? {})).toEqual([
      ...['row', 'type', 'id', 'version', 'createdAt', 'kind', 'capturedAt', 'provenance'],
      ...['recordSha256', 'file'],
    ]);
  });

  it('is as it was prepared last', async () => {
    const { writer, textOf } = await aWriter('eml');
    await writer.prepare(entryAt(1), encoded('what a dead process left'), nothing);
    await writer.commit(await writer.prepare(entryAt(1), encoded('text'), nothing));
    await writer.close();
    expect(textOf(path)).toBe('text');
  });
});

describe('a medium', () => {
  it('of two entries that are prepared at once comes with the first', async () => {
    const { writer, rows, waiting, tally } = await aWriter('item-json');
    const open = jest.fn(opening('a'));
    const [first, second] = await Promise.all(
      [1, 2].map((n) => writer.prepare(entryAt(n), encoded('text', [medium('a')]), open)),
    );
    expect(open).toHaveBeenCalledTimes(2);
    if (!first || !second) throw new Error('two were prepared');
    await writer.commit(first);
    await writer.commit(second);
    const third = await writer.prepare(entryAt(3), encoded('text', [medium('a')]), open);
    expect(open).toHaveBeenCalledTimes(2);
    await writer.commit(third);
    await writer.close();
    expect((rows() as { row: string }[]).map(({ row }) => row)).toEqual([
      ...['file', 'entry', 'entry', 'entry'],
    ]);
    expect(rows().slice(1)).toMatchObject(
      [1, 2, 3].map(() => ({ media: [{ path: pathOf('a') }] })),
    );
    expect([waiting(), tally.counts.mediaFiles]).toEqual([[], 1]);
  });

  it('that an entry has twice is written once', async () => {
    const { writer, rows } = await aWriter('item-json');
    const open = jest.fn(opening('a'));
    const twice = [medium('a', 'one'), medium('a', 'two')];
    await writer.commit(await writer.prepare(entryAt(1), encoded('text', twice), open));
    await writer.close();
    expect(open).toHaveBeenCalledTimes(1);
    const path = pathOf('a');
    const media = ['one', 'two'].map((fileKey) => ({ fileKey, path }));
    expect(rows()).toMatchObject([{ row: 'file' }, { media }]);
  });

  it('that is not there, or not what was stored, keeps no entry back', async () => {
    const { writer, rows, has } = await aWriter('item-json');
    const [a, b, c] = [medium('a'), medium('b'), medium('c')];
    const open = (wanted: string) =>
      wanted === b.sha256 ? Promise.resolve(pieces('other')) : opening('c')(wanted);
    const content = jest.fn(() => pieces('text'));
    const ready = await writer.prepare(
      entryAt(1),
      { ...encoded('', [a, b, c], ['d']), content },
      open,
    );
    expect(content).toHaveBeenCalledWith(new Set(['a.original', 'b.original']));
    expect(ready).toMatchObject({ beside: [c], missingMedia: ['d', 'a.original', 'b.original'] });
    await writer.commit(ready);
    await writer.close();
    expect(rows()).toMatchObject([
      { path: pathOf('c') },
      { media: [{ fileKey: 'c.original' }], missingMedia: ['d', 'a.original', 'b.original'] },
    ]);
    expect(has(pathOf('b'))).toBe(false);
  });

  it('that cannot be had now stops all, as does an entry', async () => {
    const { writer, rows } = await aWriter('item-json');
    const down = new AppError('archive.unavailable', 'Not now.');
    const failing = () => Promise.reject(down);
    await expect(writer.prepare(entryAt(1), encoded('text', [medium('a')]), failing)).rejects.toBe(
      down,
    );
    const content = async function* () {
      yield* pieces('half');
      throw down;
    };
    const half = { ...encoded(''), content };
    await expect(writer.prepare(entryAt(1), half, nothing)).rejects.toBe(down);
    await writer.close();
    expect(rows()).toEqual([]);
  });
});

describe('entries in the file of their month', () => {
  const [march, april] = ['2025/2025-03.jsonl', '2025/2025-04.jsonl'];

  it('stand one after the other; the month is closed when the next begins, and at the end', async () => {
    const { writer, textOf, rows, waiting, tally } = await aWriter('jsonl');
    for (const n of [1, 2, 33]) {
      await writer.commit(await writer.prepare(entryAt(n), encoded(`text ${n}\n`), nothing));
      expect(waiting()).toEqual([]);
    }
    await writer.commitUnreadable(entryAt(34), 'No text.');
    await writer.end();
    await writer.close();
    expect([march, april].map(textOf)).toEqual(['text 1\ntext 2\n', 'text 33\n']);
    const file = (path: string, offset: number, text: string) => ({
      file: { path, offset, bytes: text.length, sha256: sha256(text) },
    });
    const month = (path: string, text: string) => ({
      ...{ row: 'file', path, bytes: text.length, sha256: sha256(text) },
    });
    expect(rows()).toMatchObject([
      { row: 'entry', ...file(march, 0, 'text 1\n') },
      { row: 'entry', ...file(march, 7, 'text 2\n') },
      month(march, 'text 1\ntext 2\n'),
      { row: 'entry', ...file(april, 0, 'text 33\n') },
      { row: 'unreadable', ...keyOf(entryAt(34)), reason: 'No text.' },
      month(april, 'text 33\n'),
      { row: 'end', entries: 3, unreadable: 1 },
    ]);
    expect(tally.counts).toMatchObject({ entries: 3, unreadable: 1, bytes: 22 });
  });

  it('go on behind those that are in it already', async () => {
    const { writer, directory, rows, textOf } = await aWriter(
      'jsonl',
      await new MonthFile(march).withMore(pieces('text 1\n')),
    );
    await disk.makeFolder(join(directory, '2025'));
    writeFileSync(join(directory, march), 'text 1\nhalf a li');
    await writer.commit(await writer.prepare(entryAt(2), encoded('text 2\n'), nothing));
    await writer.end();
    await writer.close();
    expect(textOf(march)).toBe('text 1\ntext 2\n');
    expect(rows()).toMatchObject([
      { file: { offset: 7 } },
      { path: march, bytes: 14, sha256: sha256('text 1\ntext 2\n') },
      { row: 'end', entries: 1 },
    ]);
  });

  it('are none in an export of nothing, which has an end all the same', async () => {
    for (const format of ['jsonl', 'eml'] as const) {
      const { writer, rows } = await aWriter(format);
      await writer.end();
      await writer.close();
      expect(rows()).toEqual([{ row: 'end', entries: 0, unreadable: 0 }]);
      await expect(writer.end()).rejects.toThrow();
    }
  });
});
