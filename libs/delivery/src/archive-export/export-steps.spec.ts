import { AppError } from '@app/domain';
import {
  day,
  entryRows,
  exportOf,
  ExportWorld,
  idAt,
  postAt,
  postWithPhoto,
  savePhoto,
  unreadablePost,
} from '@testing/delivery';

import { ExportFolder } from './export-folder';
import { type ExportProgress } from './export-request';

afterAll(() => ExportWorld.removeFolders());

const reason = new Error('Ctrl-C');

/** Stopped when this many of its entries are written. */
async function stopAfter(world: ExportWorld, count: number): Promise<void> {
  const stop = new AbortController();
  let written = 0;
  const onProgress = () => ++written === count && stop.abort(reason);
  await expect(world.export({ format: 'jsonl' }, stop.signal, onProgress)).rejects.toBe(reason);
}

describe('the steps of an export', () => {
  it('are noted each, with what it is of and what was written', async () => {
    const world = await exportOf(postWithPhoto(1), unreadablePost(2), postAt(3));
    const { counts, startedAt } = await world.export({ to: day(4).toISOString() });
    const about = {
      ...{ format: 'eml', from: '1970-01-01T00:00:00.000Z', to: day(4).toISOString() },
      directory: world.directory,
    };
    const event = {
      ...{ at: startedAt, actor: { kind: 'operator', name: 'ada@desk' } },
      ...{ action: 'archive.exported', subject: '7', result: 'done' },
    };
    const end = { entries: 2, bytes: counts.bytes, unreadable: 1, missingMedia: 1 };
    expect(world.audit.events).toEqual([
      { ...event, details: { step: 'begun', ...about } },
      { ...event, details: { step: 'finished', ...end, ...about } },
    ]);
    expect(counts.bytes).toBeGreaterThan(1000);
  });

  it('are one more when it is gone on with, and none when it is read again', async () => {
    const world = await exportOf(postAt(1), postAt(2), postAt(3));
    await stopAfter(world, 2);
    world.archive.clock.advance(5000);
    const report = await world.export({ format: 'jsonl' });
    await world.export({ format: 'jsonl' });
    expect(world.audit.events.map(({ details }) => details.step)).toEqual([
      'begun',
      'resumed',
      'finished',
    ]);
    const [begun, resumed] = world.audit.events;
    expect(resumed?.details).toEqual({ ...begun?.details, step: 'resumed' });
    expect(report.startedAt).toEqual(begun?.at);
    expect(report.finishedAt).toEqual(world.archive.clock.now());
  });

  it('begin only when they are noted, and the folder is free for the next', async () => {
    const world = await exportOf(postAt(1));
    const down = new AppError('audit.unavailable', 'Not now.');
    const append = jest.spyOn(world.audit, 'append').mockRejectedValueOnce(down);
    await expect(world.export()).rejects.toBe(down);
    expect(world.files()).toEqual({ '.export': '(folder)' });
    append.mockRestore();
    expect(await world.export({ format: 'mbox' })).toMatchObject({ outcome: 'exported' });
  });

  it('leave nothing that was needed only meanwhile, however they end', async () => {
    const world = await exportOf(postWithPhoto(1), postAt(2), postAt(3));
    await savePhoto(world);
    await stopAfter(world, 2);
    expect(Object.keys(world.files())).not.toContain('.export/lock');
    expect(Object.keys(world.files())).toContain('.export/begun.json');
    await world.export({ format: 'jsonl' });
    const finished = world.files();
    expect(Object.keys(finished).filter((path) => path.startsWith('.export'))).toEqual([]);
    world.put('.export/waiting', 'of a process that ended just before');
    expect(await world.export({ format: 'jsonl' })).toMatchObject({ outcome: 'verified' });
    expect(world.files()).toEqual(finished);
  });

  it('are over when another command has finished them just before', async () => {
    const world = await exportOf(postAt(1));
    const lock = jest.spyOn(ExportFolder.prototype, 'lock').mockImplementationOnce(async function (
      this: ExportFolder,
    ) {
      await world.export({ format: 'jsonl' });
      return this.lock();
    });
    expect(await world.export({ format: 'jsonl' })).toMatchObject({ outcome: 'verified' });
    lock.mockRestore();
    expect(world.audit.events).toHaveLength(2);
    expect(Object.keys(world.files())).not.toContain('.export');
  });

  it('go on behind the last entry, and are told as part of the whole', async () => {
    const world = await exportOf(postAt(1), postAt(2), postAt(33), postAt(34));
    await stopAfter(world, 3);
    expect(entryRows(world)).toHaveLength(3);
    const bytesOf = () =>
      (entryRows(world) as { file: { bytes: number } }[]).map(({ file }) => file.bytes);
    const before = bytesOf().reduce((sum, bytes) => sum + bytes, 0);
    const told: ExportProgress[] = [];
    await world.export({ format: 'jsonl' }, undefined, (now) => told.push({ ...now }));
    const [, , , last = 0] = bytesOf();
    expect(told).toEqual([{ rows: 4, totalRows: 4, entries: 4, bytes: before + last }]);
    expect(entryRows(world)).toMatchObject([1, 2, 33, 34].map((n) => ({ id: idAt(n) })));
  });

  it('end at once when they are stopped, with something to write or nothing', async () => {
    for (const world of [await exportOf(postAt(1)), await exportOf()]) {
      const signal = AbortSignal.abort(reason);
      await expect(world.export({}, signal)).rejects.toBe(reason);
      expect(world.files()['manifest.jsonl']).toBe('');
    }
  });

  it('end where the archive cannot be had, and nothing counts as missing', async () => {
    const down = new AppError('archive.unavailable', 'Not now.');
    const world = await exportOf(postWithPhoto(1), postAt(2));
    await savePhoto(world);
    const read = jest.spyOn(world.archive.posts, 'read').mockRejectedValue(down);
    await expect(world.export({ format: 'jsonl' })).rejects.toBe(down);
    read.mockRestore();
    const open = jest.spyOn(world.archive.media, 'open').mockRejectedValueOnce(down);
    await expect(world.export({ format: 'jsonl' })).rejects.toBe(down);
    open.mockRestore();
    const find = jest.spyOn(world.archive.media, 'find').mockRejectedValueOnce(down);
    await expect(world.export({ format: 'jsonl' })).rejects.toBe(down);
    find.mockRestore();
    const { counts } = await world.export({ format: 'jsonl' });
    expect(counts).toMatchObject({ entries: 2, unreadable: 0, missingMedia: 0, mediaFiles: 1 });
  });

  it('are of everything from the first post on until now, when nobody says otherwise', async () => {
    const world = await exportOf(postAt(1));
    const { window, terms, startedAt } = await world.export();
    expect(window).toEqual({ start: new Date(0), end: world.archive.clock.now() });
    expect(startedAt).toEqual(world.archive.clock.now());
    expect(terms).toEqual({
      ...{ accountId: '7', format: 'eml', allVersions: false, mediaBeside: false },
      ...{ maxItemBytes: 100_000, productVersion: '1.2.3' },
    });
  });

  it('are, without an end that is named, complete as far as X was read', async () => {
    const world = await ExportWorld.open();
    await world.archive.archive(postAt(1));
    await world.archive.cover('2025-03-10T00:00:00Z');
    expect((await world.export()).coverage.isComplete).toBe(true);
    const named = await ExportWorld.open();
    await named.archive.cover('2025-03-10T00:00:00Z');
    const to = '2025-03-20T00:00:00.000Z';
    expect((await named.export({ to })).coverage.isComplete).toBe(false);
  });
});
