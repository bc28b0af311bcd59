import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaptureConfig, slice } from '@app/config';
import { AppError } from '@app/domain';
import { type SuppliedImport } from '@app/imports';
import { ExclusiveWork } from '@app/jobs';
import { ImportWorld } from '@testing/capture';
import { FakeLeaseStore } from '@testing/jobs';
import { recordLog } from '@testing/logging';
import { anArchiveTweet, writeXArchive } from '@testing/twitter-ingestion';

import { ImportTurn } from './import-turn';
import { UploadedImports } from './uploaded-imports';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'uploaded-imports-'));
  file = join(folder, 'archive.zip');
  await writeXArchive(file, { tweets: [[anArchiveTweet()]] });
});
afterAll(() => rmSync(folder, { recursive: true }));

const settle = () => new Promise((resolve) => setTimeout(resolve, 2));

function setUp() {
  const world = new ImportWorld();
  const { clock, imports } = world;
  const log = recordLog();
  const config = slice(CaptureConfig, {
    ...{ intervalSeconds: 300, settleSeconds: 0, leaseSeconds: 60, mediaConcurrency: 1 },
    ...{ overlapHours: 24, overlapMinutes: 240, sweepDays: 30, sweepHours: 24 },
  });
  const leases = new FakeLeaseStore(clock);
  const aWorker = () => {
    const exclusive = new ExclusiveWork(leases, clock);
    const turn = new ImportTurn(world.runner, world.sweep, exclusive, config, log.logger());
    return new UploadedImports(imports, turn, clock, log.logger());
  };
  /** Seconds pass meanwhile, whenever the worker may come to its next rest. */
  const isNow = async (one: SuppliedImport, wanted: (known: SuppliedImport) => boolean) => {
    for (;;) {
      const known = await imports.find(one);
      if (known && wanted(known)) return known;
      await settle();
      clock.advance(3000);
    }
  };
  return { world, log, leases, aWorker, isNow };
}

describe('UploadedImports', () => {
  it('imports what was uploaded within seconds, and removes the zip', async () => {
    const { world, log, aWorker, isNow } = setUp();
    const worker = aWorker();
    worker.onApplicationBootstrap();
    const one = await world.upload(file);
    await isNow(one, ({ state }) => state === 'done');
    expect(world.archived()).toHaveLength(1);
    await isNow(one, ({ zipUntil }) => zipUntil === undefined);
    expect(await world.uploads.countBlocks(one)).toBe(0);
    await worker.onApplicationShutdown();
    expect(log.lines).toMatchObject([
      { level: 'info', event: 'import', accountId: '7', importId: one.importId, kind: 'done' },
    ]);
  });

  it('is one worker at a time for each account, and another when that has died', async () => {
    const { world, leases, aWorker, isNow } = setUp();
    await leases.acquire('import.7', 'a worker that died', 60);
    const one = await world.upload(file);
    const worker = aWorker();
    worker.onApplicationBootstrap();
    for (let looks = 0; looks < 5; looks++) {
      await settle();
      world.clock.advance(3000);
    }
    expect(await world.stateOf(one)).toBe('waiting');
    world.clock.advance(60_000);
    await isNow(one, ({ state }) => state === 'done');
    await worker.onApplicationShutdown();
  });

  it('says once why one has failed, and goes on with the next', async () => {
    const { world, log, aWorker, isNow } = setUp();
    const bad = await world.upload(join(__dirname, 'uploaded-imports.spec.ts'));
    const good = await world.upload(file);
    const worker = aWorker();
    worker.onApplicationBootstrap();
    await isNow(good, ({ state }) => state === 'done');
    await worker.onApplicationShutdown();
    expect(await world.stateOf(bad)).toBe('failed');
    const warnings = log.lines.filter(({ level }) => level === 'warn');
    expect(warnings).toMatchObject([{ importId: bad.importId, kind: 'failed' }]);
  });

  it('goes on when the imports cannot be listed', async () => {
    const { world, log, aWorker, isNow } = setUp();
    const one = await world.upload(file);
    const listPending = world.imports.listPending.bind(world.imports);
    world.imports.listPending = () => Promise.reject(new AppError('import.unavailable', 'no'));
    const worker = aWorker();
    worker.onApplicationBootstrap();
    await settle();
    world.imports.listPending = listPending;
    await isNow(one, ({ state }) => state === 'done');
    await worker.onApplicationShutdown();
    expect(log.lines[0]).toMatchObject({ level: 'error' });
  });
});
