import {
  entryRows,
  exportOf,
  ExportWorld,
  postAt,
  postWithPhoto,
  savePhoto,
} from '@testing/delivery';

import { checkExportIn } from './export-check';
import { type ExportProgress } from './export-request';

afterAll(() => ExportWorld.removeFolders());

const damaged = (message: string, details: object) => ({
  ...{ code: 'folder.damaged', details },
  message: expect.stringContaining(message) as string,
});

describe('a finished export that is checked', () => {
  it('is sound wherever it is, and whatever a process has begun beside it', async () => {
    const world = await exportOf(postWithPhoto(1), postAt(2));
    await savePhoto(world);
    await world.export({ format: 'jsonl' });
    expect(await checkExportIn(world.directory)).toMatchObject({
      ...{ outcome: 'verified', username: 'contoso' },
      counts: { entries: 2, mediaFiles: 1 },
    });
    world.put('.export/waiting', 'half of something');
    expect(await checkExportIn(world.directory)).toMatchObject({ outcome: 'verified' });
  });

  it('names what is not of it, the first ten in order', async () => {
    const world = await exportOf(postAt(1));
    await world.export();
    const names = Array.from({ length: 10 }, (_, i) => `added${i}.txt`);
    for (const name of names.toReversed()) world.put(name, 'x');
    await expect(checkExportIn(world.directory)).rejects.toMatchObject(
      damaged(`and there: ${names.join(', ')}. All`, { path: 'added0.txt', added: 10 }),
    );
    world.put('z/more.txt', 'x');
    await expect(checkExportIn(world.directory)).rejects.toMatchObject(
      damaged(`${names.join(', ')} and 1 more. All`, { path: 'added0.txt', added: 11 }),
    );
  });

  it.each([
    'manifest.json',
    'manifest.jsonl',
    'audit-trail.csv',
    'audit-trail.jsonl',
    'SHA256SUMS',
  ])('names %s when it is not as it was written', async (path) => {
    const world = await exportOf(postAt(1));
    await world.export();
    world.put(path, 'something else');
    await expect(checkExportIn(world.directory)).rejects.toMatchObject(
      damaged(`${path} is not there or not as it was written`, { path }),
    );
  });

  it('tells how far it is, entry by entry', async () => {
    const world = await exportOf(postAt(1), postAt(2), postAt(40));
    const progress = async () => {
      const told: ExportProgress[] = [];
      await world.export({ format: 'jsonl' }, undefined, (now) => told.push({ ...now }));
      return told;
    };
    const written = await progress();
    const { bytes } = written.at(-1) ?? {};
    expect(written.map(({ rows, entries }) => [rows, entries]).at(-1)).toEqual([3, 3]);
    expect(written.every(({ totalRows }) => totalRows === 3)).toBe(true);
    expect(bytes).toBeGreaterThan(0);
    expect(entryRows(world)).toHaveLength(3);
    expect(await progress()).toEqual(
      [1, 2, 3].map((rows) => ({ rows, totalRows: 3, entries: rows, bytes: 0 })),
    );
  });
});
