import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@app/domain';
import { cancelled, queuedAgain, type SuppliedImport } from '@app/imports';
import { ImportWorld } from '@testing/capture';
import { Crash } from '@testing/domain';
import {
  anArchiveTweet,
  manyArchiveLikes,
  manyArchiveTweets,
  writeXArchive,
  type XArchiveParts,
} from '@testing/twitter-ingestion';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-runner-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
async function aFile(parts: XArchiveParts): Promise<string> {
  const file = join(folder, `${++made}.zip`);
  await writeXArchive(file, { generatedAt: '2025-12-31T00:00:00.000Z', ...parts });
  return file;
}

const never = new AbortController().signal;
const { full_text: _, ...unreadable } = anArchiveTweet({ at: '2024-04-01T00:00:00Z' });
const some = [...manyArchiveTweets(600), unreadable];

const run = (world: ImportWorld, one: SuppliedImport, signal = never) =>
  world.runner.run(one, signal);

describe('an uploaded archive', () => {
  it('is imported, with a report and the list of what could not be read', async () => {
    const world = new ImportWorld();
    const one = await world.upload(await aFile({ tweets: [some] }));
    expect(await run(world, one)).toMatchObject({ kind: 'done' });
    expect(world.archived()).toHaveLength(601);
    expect(await world.imports.find(one)).toMatchObject({
      state: 'done',
      endedAt: world.clock.now(),
      report: { entries: 601, added: 601, problems: 1, username: 'contoso' },
    });
    const [head, ...lines] = (await world.problemsOf(one)) ?? [];
    expect(head).toBe('\uFEFFfile,entry,line,what');
    expect(lines).toEqual([expect.stringMatching(/^data\/tweets\.js,601,\d+,/)]);
    expect(world.audit.events).toMatchObject([
      {
        actor: { kind: 'worker' },
        action: 'import.finished',
        subject: '7',
        result: 'done',
        details: { importId: one.importId, added: 601, problems: 1 },
      },
    ]);
  });

  it('is not imported before all of it has come, nor twice', async () => {
    const world = new ImportWorld();
    const one = await world.upload(await aFile({ tweets: [some] }), { state: 'uploading' });
    await world.imports.change(one, (known) => ({ ...known, state: 'uploading' }));
    expect(await run(world, one)).toEqual({ kind: 'nothing' });
    await world.imports.change(one, (known) => ({ ...known, state: 'waiting' }));
    expect(await run(world, one)).toMatchObject({ kind: 'done' });
    expect(await run(world, one)).toEqual({ kind: 'nothing' });
    expect(world.audit.events).toHaveLength(1);
  });

  it.each<[string, XArchiveParts, string]>([
    ['of another account', { accountId: '8' }, 'import.other_account'],
    ['hostile', { files: { 'data/more.zip': 'PK' } }, 'import.unsafe_archive'],
    ['damaged', { generatedAt: 'yesterday' }, 'import.unreadable_archive'],
  ])('fails for good when it is %s, and keeps its zip for a week', async (_, parts, code) => {
    const world = new ImportWorld();
    const one = await world.upload(await aFile({ tweets: [some], ...parts }));
    expect(await run(world, one)).toMatchObject({ kind: 'failed', error: { code } });
    const known = await world.imports.find(one);
    expect(known).toMatchObject({ state: 'failed', failure: { code } });
    expect(known?.zipUntil).toEqual(new Date(world.clock.now().getTime() + 7 * 86_400_000));
    expect(world.archived()).toEqual([]);
    expect(world.audit.events).toMatchObject([
      { action: 'import.finished', subject: '7', result: 'refused', details: { reason: code } },
    ]);
  });

  it('waits a minute when storage fails, and is done then', async () => {
    const world = new ImportWorld();
    const one = await world.upload(await aFile({ tweets: [some] }));
    const openZip = world.uploads.openZip.bind(world.uploads);
    world.uploads.openZip = () => Promise.reject(new AppError('import.unavailable', 'no'));
    expect(await run(world, one)).toMatchObject({ kind: 'delayed' });
    expect(await world.imports.find(one)).toMatchObject({
      state: 'running',
      failure: { code: 'import.unavailable' },
    });
    expect(await run(world, one)).toEqual({ kind: 'nothing' });
    world.uploads.openZip = openZip;
    world.clock.advance(60_000);
    expect(await run(world, one)).toMatchObject({ kind: 'done' });
    expect(await world.imports.find(one)).not.toHaveProperty('failure');
  });

  it('is reported as a whole, however often it was begun', async () => {
    const parts = { tweets: [some], likes: manyArchiveLikes(300), media: { '1-a.jpg': 'x' } };
    const file = await aFile(parts);
    const reportOf = async (stops: number) => {
      const world = new ImportWorld();
      await world.choices.set('7', ['likes'], world.clock.now());
      const one = await world.upload(file);
      const savePosts = world.archive.savePosts.bind(world.archive);
      for (let pages = 0; pages < stops; pages++) {
        let saved = 0;
        world.archive.savePosts = (...args) =>
          saved++ < pages
            ? savePosts(...args)
            : Promise.reject(new AppError('archive.unavailable', 'no'));
        expect(await run(world, one)).toMatchObject({ kind: 'delayed' });
        world.clock.advance(60_000);
      }
      world.archive.savePosts = savePosts;
      expect(await run(world, one)).toMatchObject({ kind: 'done' });
      return (await world.imports.find(one))?.report;
    };
    const atOnce = await reportOf(0);
    expect(atOnce).toMatchObject({ entries: 601, added: 601, known: 0 });
    expect(atOnce?.likes).toMatchObject({ entries: 300, added: 300, known: 0 });
    expect(await reportOf(5)).toEqual(atOnce);
  });

  it('is given up when it kills twenty workers at the same place', async () => {
    const world = new ImportWorld();
    const one = await world.upload(await aFile({ tweets: [some] }));
    for (let times = 0; times < 20; times++) {
      world.crash.dieAtWrite(2, 'before');
      await expect(run(world, one)).rejects.toThrow(Crash);
      world.crash.restart();
    }
    expect(await run(world, one)).toMatchObject({
      kind: 'failed',
      error: { code: 'import.failed' },
    });
  });

  it('stops within a page when somebody cancels it, and leaves what is archived', async () => {
    const world = new ImportWorld();
    const one = await world.upload(await aFile({ tweets: [some] }));
    const savePosts = world.archive.savePosts.bind(world.archive);
    world.archive.savePosts = async (...args) => {
      await world.imports.change(one, (known) => cancelled(known, world.clock.now()));
      return savePosts(...args);
    };
    expect(await run(world, one)).toMatchObject({ kind: 'cancelled' });
    expect(world.archived()).toHaveLength(250);
    expect(await world.imports.find(one)).toMatchObject({ state: 'cancelled' });
    expect(world.audit.events).toEqual([]);
  });

  it('stays unfinished when its worker is stopped, and another goes on', async () => {
    const world = new ImportWorld();
    const one = await world.upload(await aFile({ tweets: [some] }));
    const stopped = AbortSignal.abort(new Error('SIGTERM'));
    await expect(run(world, one, stopped)).rejects.toThrow('SIGTERM');
    expect(await world.stateOf(one)).toBe('running');
    expect(await run(world, one)).toMatchObject({ kind: 'done' });
    expect(world.archived()).toHaveLength(601);
  });

  it('leaves the same wherever its worker dies, once another has gone on', async () => {
    const file = await aFile({
      tweets: [[anArchiveTweet(), unreadable]],
      media: { '1-a.jpg': 'x' },
    });
    const resultOf = async (world: ImportWorld, one: SuppliedImport) => {
      await world.sweep.tidy(one);
      const { state, report, zipUntil } = (await world.imports.find(one)) ?? one;
      return {
        ...{ pages: world.archive.pages, records: world.archive.records },
        ...{ entries: world.archive.entries, media: world.media.entries },
        capture: (await world.states.load('7')).state,
        import: { state, entries: report?.entries, problems: report?.problems, zipUntil },
        list: await world.problemsOf(one),
        blocks: await world.uploads.countBlocks(one),
      };
    };
    const calm = new ImportWorld();
    const calmOne = await calm.upload(file);
    const before = calm.crash.writes;
    await run(calm, calmOne);
    const all = calm.crash.writes - before;
    const calmResult = await resultOf(calm, calmOne);
    expect(all).toBeGreaterThan(8);
    expect(calmResult).toMatchObject({ import: { state: 'done' }, blocks: 0 });
    for (let n = 1; n <= all; n++) {
      for (const when of ['before', 'after'] as const) {
        const world = new ImportWorld();
        const one = await world.upload(file);
        world.crash.dieAtWrite(n, when);
        await expect(run(world, one)).rejects.toThrow(Crash);
        world.crash.restart();
        await run(world, one);
        expect(await resultOf(world, one)).toEqual(calmResult);
      }
    }
  });
});

describe('the sweep of uploads', () => {
  const DAY_MS = 86_400_000;

  it('removes the zip of what is done at once, and of what has failed after a week', async () => {
    const world = new ImportWorld();
    const good = await world.upload(await aFile({ tweets: [some] }));
    const bad = await world.upload(await aFile({ tweets: [some], accountId: '8' }));
    const tidy = async () => {
      for (const one of await world.imports.listPending()) await world.sweep.tidy(one);
    };
    const left = async () => Promise.all([good, bad].map((one) => world.uploads.countBlocks(one)));
    await run(world, good);
    await run(world, bad);
    await tidy();
    expect(await left()).toEqual([0, 1]);
    world.clock.advance(7 * DAY_MS - 1);
    await tidy();
    expect(await left()).toEqual([0, 1]);
    world.clock.advance(1);
    await tidy();
    expect(await left()).toEqual([0, 0]);
    expect(await world.imports.listPending()).toEqual([]);
  });

  it('gives up an upload that nobody finishes in two weeks', async () => {
    const world = new ImportWorld();
    const one = await world.upload(await aFile({ tweets: [some] }));
    const begun = await world.imports.change(one, (known) => ({ ...known, state: 'uploading' }));
    world.clock.advance(14 * DAY_MS);
    expect(await world.sweep.tidy(begun)).toBe(false);
    world.clock.advance(1);
    expect(await world.sweep.tidy(begun)).toBe(true);
    expect(await world.stateOf(one)).toBe('cancelled');
    expect(await world.uploads.countBlocks(one)).toBe(0);
    expect(world.audit.events).toMatchObject([
      { action: 'import.cancelled', subject: '7', details: { importId: one.importId } },
    ]);
  });

  it('leaves alone what is wanted again since it was listed', async () => {
    const world = new ImportWorld();
    const one = await world.upload(await aFile({ tweets: [some], accountId: '8' }));
    await run(world, one);
    const listed = await world.imports.listPending();
    await world.imports.change(one, (known) => queuedAgain(known, world.clock.now()));
    world.clock.advance(7 * DAY_MS);
    for (const stale of listed) expect(await world.sweep.tidy(stale)).toBe(false);
    expect(await world.stateOf(one)).toBe('waiting');
    expect(await world.uploads.countBlocks(one)).toBe(1);
  });

  it('notes no end of an upload that is complete since it was listed', async () => {
    const world = new ImportWorld();
    const one = await world.upload(await aFile({ tweets: [some] }));
    world.clock.advance(15 * DAY_MS);
    const stale: SuppliedImport = { ...one, state: 'uploading' };
    expect(await world.sweep.tidy(stale)).toBe(false);
    expect(world.audit.events).toEqual([]);
  });
});
