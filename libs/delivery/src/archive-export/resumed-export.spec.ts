import { readdirSync, readFileSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import {
  exportOf,
  exportOfTwoMonths,
  ExportWorld,
  idAt,
  postAt,
  postWithPhoto,
  savePhoto,
  unreadablePost,
} from '@testing/delivery';

import { Disk } from './disk';
import { type ExportFormat } from './export-request';
import { type ManifestRow } from './manifest-row';
import { hasBytes, resumeExport } from './resume-export';

afterAll(() => ExportWorld.removeFolders());

const disk = new Disk();

async function exported(format: ExportFormat, make = exportOfTwoMonths): Promise<ExportWorld> {
  const world = await make();
  await world.export({ format, mediaBeside: true });
  return world;
}

async function resumed(world: ExportWorld, format: ExportFormat) {
  const { journal, month, ...found } = await resumeExport(disk, world.directory, format);
  const sum = { bytes: journal.bytes, sha256: journal.sha256 };
  await journal.close();
  await month?.close();
  return { ...found, month: month?.row, sum };
}

const rowsOf = (world: ExportWorld) => world.rows() as ManifestRow[];
/** Keeps only the first rows of its manifest. */
function keepRows(world: ExportWorld, count: number): void {
  const lines = rowsOf(world).map((row) => `${JSON.stringify(row)}\n`);
  world.put('manifest.jsonl', lines.slice(0, count).join(''));
}
const sizeOf = (world: ExportWorld) => (world.files()['manifest.jsonl'] ?? '').length;
const indexOf = (world: ExportWorld, id: string) =>
  rowsOf(world).findIndex((row) => 'id' in row && row.id === id);
const pathOf = (world: ExportWorld, id: string) => {
  const row = rowsOf(world).find((each) => each.row === 'entry' && each.id === id);
  return row?.row === 'entry' ? row.file.path : '';
};
const entriesOf = ({ tally }: { tally: { counts: { entries: number; unreadable: number } } }) => [
  tally.counts.entries,
  tally.counts.unreadable,
];

describe.each(['eml', 'maildir', 'item-json', 'mbox', 'jsonl'] as const)(
  'how far an export to %s has come',
  (format) => {
    // In a file of records nothing is unreadable.
    const [readable, unreadable] = format === 'jsonl' ? [4, 0] : [3, 1];

    it('is to its end, when all is as it was written', async () => {
      const world = await exported(format);
      const found = await resumed(world, format);
      expect(found).toMatchObject({ isWhole: true, last: { id: idAt(33) } });
      expect(entriesOf(found)).toEqual([readable, unreadable]);
      expect(found.tally.counts.mediaFiles).toBe(1);
      expect(found.sum.bytes).toBe(sizeOf(world));
      expect(Object.keys(world.files())).toContain('SHA256SUMS');
    });

    it('is as far as its manifest goes', async () => {
      const world = await exported(format);
      const whole = rowsOf(world);
      keepRows(world, whole.length - (format === 'mbox' || format === 'jsonl' ? 2 : 1));
      const found = await resumed(world, format);
      expect(found).toMatchObject({ isWhole: false, last: { id: idAt(33) } });
      keepRows(world, indexOf(world, idAt(2)) + 1);
      const less = await resumed(world, format);
      expect(less).toMatchObject({
        isWhole: false,
        last: { id: idAt(2), row: whole[indexOf(world, idAt(2))]?.row },
      });
      expect(entriesOf(less)).toEqual([readable - 2, unreadable]);
    });

    it('is nowhere when there is no manifest', async () => {
      const world = await exported(format);
      rmSync(join(world.directory, 'manifest.jsonl'));
      const found = await resumed(world, format);
      expect(found).not.toHaveProperty('last');
      expect(entriesOf(found)).toEqual([0, 0]);
      expect(world.files()['manifest.jsonl']).toBe('');
    });

    it('is before a medium that is not as it was, which is taken back with all behind it', async () => {
      const world = await exported(format);
      const medium = Object.keys(world.files()).find((path) => path.startsWith('media/')) ?? '';
      world.put(medium, 'a pictura');
      const found = await resumed(world, format);
      expect(found.last).toBeUndefined();
      expect([found.isWhole, found.sum.bytes, ...entriesOf(found)]).toEqual([false, 0, 0, 0]);
      const left = Object.entries(world.files()).filter(([path]) =>
        /^(media|2025|Maildir)\/.*\./.test(path),
      );
      const isShared = format === 'mbox' || format === 'jsonl';
      expect(left.length).toBe(isShared ? 2 : 0);
      expect(world.files()['manifest.jsonl']).toBe('');
    });
  },
);

describe.each(['eml', 'item-json'] as const)('an export to %s that is gone on with', (format) => {
  it('has what still waited where it belongs', async () => {
    const world = await exported(format);
    const before = world.files();
    const row = rowsOf(world)[indexOf(world, idAt(1))];
    if (row?.row !== 'entry') throw new Error('no entry');
    const medium = row.media?.[0];
    world.put('.export/begun.json', '');
    const waiting = `.export/${row.id}.${row.version}`;
    renameSync(join(world.directory, row.file.path), join(world.directory, waiting));
    const mediumWaits = `${waiting}.${medium?.sha256.slice(0, 16) ?? ''}.jpg`;
    renameSync(join(world.directory, medium?.path ?? ''), join(world.directory, mediumWaits));
    rmSync(join(world.directory, 'media'), { recursive: true });
    expect(await resumed(world, format)).toMatchObject({ isWhole: true });
    rmSync(join(world.directory, '.export'), { recursive: true });
    expect(world.files()).toEqual(before);
  });

  it.each([
    ['is gone', undefined],
    ['is something else', 'coffee'],
    ['is something else of that length', ''],
  ])('begins anew where a file %s, and nothing that waits is it', async (_, text) => {
    const world = await exported(format);
    const path = pathOf(world, idAt(3));
    const was = world.files()[path] ?? '';
    rmSync(join(world.directory, path));
    if (text !== undefined) world.put(path, text || was.replaceAll('e', 'E'));
    const version = path.split('.')[1] ?? '';
    world.put(`.export/${idAt(3)}.${version}`, was.slice(1));
    const found = await resumed(world, format);
    expect(found).toMatchObject({ isWhole: false, last: { id: idAt(2) } });
    const names = Object.keys(world.files());
    expect(names).not.toContain(path);
    expect(names).not.toContain(pathOf(await exported(format), idAt(33)));
    expect(names.some((name) => name.startsWith('media/'))).toBe(true);
  });
});

describe.each(['mbox', 'jsonl'] as const)('the months of an export to %s', (format) => {
  const three = () => exportOf(postAt(1), postAt(2), postAt(33));
  const march = `2025/2025-03.${format}`;
  const april = `2025/2025-04.${format}`;
  const textOf = (world: ExportWorld, path: string) =>
    readFileSync(join(world.directory, path), 'latin1');

  it('are gone on with where they end, without what a dead process left', async () => {
    const world = await exported(format, three);
    const whole = textOf(world, april);
    keepRows(world, rowsOf(world).length - 2);
    world.put(april, `${whole}half a li`);
    const found = await resumed(world, format);
    expect(found).toMatchObject({
      last: { id: idAt(33) },
      month: { path: april, bytes: whole.length },
    });
    expect(textOf(world, april)).toBe(whole);
  });

  it('are closed as they were when the next begins', async () => {
    const world = await exported(format, three);
    const closing = rowsOf(world).findIndex((row) => row.row === 'file' && row.path === march);
    const rows = rowsOf(world);
    const other = { ...rows[closing], sha256: 'ab'.repeat(32) } as ManifestRow;
    const lines = rows.with(closing, other).map((row) => `${JSON.stringify(row)}\n`);
    world.put('manifest.jsonl', lines.join(''));
    const found = await resumed(world, format);
    expect(found).toMatchObject({ last: { id: idAt(2) }, month: { path: march } });
    expect(textOf(world, march)).toHaveLength(found.month?.bytes ?? 0);
  });

  it('are not as they were when there is more in one that was closed', async () => {
    const world = await exported(format, three);
    const whole = textOf(world, march);
    world.put(march, `${whole}more`);
    expect(await resumed(world, format)).toMatchObject({ isWhole: false, last: { id: idAt(2) } });
    expect(textOf(world, march)).toBe(whole);
  });

  it('are cut before the post that is not as it was', async () => {
    const world = await exported(format, three);
    const whole = textOf(world, march);
    const first = rowsOf(world)[0];
    const length = first?.row === 'entry' ? first.file.bytes : 0;
    world.put(march, whole.slice(0, length + 10) + whole.slice(length + 10).replaceAll('e', 'E'));
    const found = await resumed(world, format);
    expect(found).toMatchObject({ last: { id: idAt(1) }, month: { bytes: length } });
    expect(textOf(world, march)).toBe(whole.slice(0, length));
    expect(readdirSync(join(world.directory, '2025'))).toEqual(
      [march, april].map((path) => path.slice(5)),
    );
  });

  it('are cut before a post that is not all there', async () => {
    const world = await exported(format, three);
    truncateSync(join(world.directory, march), textOf(world, march).length - 1);
    const found = await resumed(world, format);
    expect(found).toMatchObject({ isWhole: false, last: { id: idAt(1) } });
    rmSync(join(world.directory, march));
    expect((await resumed(world, format)).last).toBeUndefined();
  });

  it('begin anew after one that does not go on where the post before ended', async () => {
    const world = await exported(format, three);
    const rows = rowsOf(world);
    const [, second] = rows;
    if (second?.row !== 'entry') throw new Error('no entry');
    const moved = { ...second, file: { ...second.file, offset: (second.file.offset ?? 0) + 1 } };
    const lines = rows.with(1, moved).map((row) => `${JSON.stringify(row)}\n`);
    world.put('manifest.jsonl', lines.join(''));
    expect(await resumed(world, format)).toMatchObject({ last: { id: idAt(1) }, isWhole: false });
  });
});

describe('hasBytes', () => {
  it('is true of the file that is meant alone', async () => {
    const world = await exportOf(postWithPhoto(1), unreadablePost(2));
    await savePhoto(world);
    await world.export({ format: 'eml' });
    const [row] = rowsOf(world);
    if (row?.row !== 'entry') throw new Error('no entry');
    const path = join(world.directory, row.file.path);
    expect(await hasBytes(disk, path, row.file)).toBe(true);
    expect(await hasBytes(disk, `${path}x`, row.file)).toBe(false);
    expect(await hasBytes(disk, path, { ...row.file, bytes: 1 })).toBe(false);
    expect(await hasBytes(disk, path, { ...row.file, sha256: '0' })).toBe(false);
  });
});
