import { REMOVED_FILE } from '@app/archive';
import { AppError, type DownloadTask, firstIdAt } from '@app/domain';
import { DeliveryWorld, reconciled } from '@testing/delivery';
import { aRawPost } from '@testing/domain';
import { aJob } from '@testing/jobs';

import { addsUp, isExplained } from './reconciliation-report';

/** Hours of March 2025. */
const hour = (n: number) => new Date(Date.UTC(2025, 2, 1, n));
const windowOf = (from: number, hours: number) => ({
  start: hour(from),
  end: new Date(hour(from + hours).getTime() - 1),
});
const DAY = windowOf(0, 24);
const [id, createdAt] = [firstIdAt(hour(1)), hour(1)];
const fileKey = '3_1 %\n.original';
const photo = { media_key: '3_1 %\n', type: 'photo', url: 'https://pbs.twimg.com/media/1.jpg' };
const other = { ...photo, media_key: '3_2' };

const postWith = (media: (typeof photo)[], text = 'text') =>
  aRawPost(
    {
      ...{ id, created_at: createdAt.toISOString(), text },
      attachments: { media_keys: media.map((each) => each.media_key) },
    },
    { includes: { media } },
  );

/** A post with a photo. */
async function aWorld(...media: (typeof photo)[]): Promise<DeliveryWorld> {
  const world = await DeliveryWorld.open();
  await world.archive(postWith(media.length > 0 ? media : [photo]));
  await world.cover('2025-03-05T00:00:00Z');
  return world;
}

async function deliver(world: DeliveryWorld, task: Partial<DownloadTask> = {}) {
  world.clock.advance(1000);
  await world.ask({ window: DAY, ...task });
  await world.consume();
}

async function store(world: DeliveryWorld, key = fileKey) {
  const body = (async function* () {
    await Promise.resolve();
    yield Buffer.from('picture');
  })();
  await world.media.save('7', { fileKey: key, contentType: 'image/jpeg', body });
}

const markMissing = (world: DeliveryWorld, retry = false, key = fileKey) =>
  world.media.markMissing('7', {
    ...{ fileKey: key, url: photo.url, reason: 'media.not_found', retry },
  });

describe('what a reconciliation says of files that items were handed over without', () => {
  it.each([[false], [true]])(
    'is which X does not give, why, and whether it is still tried: %s',
    async (retry) => {
      const world = await aWorld();
      await markMissing(world, retry);
      await deliver(world);
      const { report, differences } = await reconciled(world, DAY);
      expect(report.files).toEqual({ missing: 1, late: 0 });
      const version = expect.stringMatching(/^[0-9a-f]{8}$/) as string;
      expect(report.withoutFile).toEqual([
        {
          ...{ state: 'missing', id, kind: 'post', version, createdAt, fileKey },
          ...{ reason: 'media.not_found', retry },
        },
      ]);
      expect(report.counts).toMatchObject({ collected: 1, archived: 1 });
      expect([differences, addsUp(report), isExplained(report)]).toEqual([[], true, true]);
    },
  );

  it('is that it was removed by a policy, or that nobody has tried to get it', async () => {
    const world = await aWorld(photo, other);
    await deliver(world);
    world.media.entries.set(`7/${fileKey}`, { ...REMOVED_FILE, fileKey });
    const { withoutFile } = (await reconciled(world, DAY)).report;
    expect(withoutFile).toMatchObject([
      { state: 'missing', fileKey, reason: 'archive.removed', retry: false },
      { state: 'missing', fileKey: '3_2.original' },
    ]);
    expect(withoutFile[1]).not.toHaveProperty('reason');
  });

  it('is which came later, until it is delivered with its item', async () => {
    const world = await aWorld(photo, other);
    await markMissing(world, true);
    await markMissing(world, false, '3_2.original');
    await deliver(world);
    await store(world);
    const { report } = await reconciled(world, DAY);
    expect([report.files, addsUp(report)]).toEqual([{ missing: 1, late: 1 }, true]);
    expect(report.withoutFile).toMatchObject([
      { state: 'late', id, fileKey },
      { state: 'missing', id, fileKey: '3_2.original' },
    ]);
    expect(report.withoutFile[0]).not.toHaveProperty('reason');
    const again = { taskId: 'again', window: windowOf(48, 1), dirtyEntities: [id] };
    await deliver(world, again);
    expect((await reconciled(world, DAY)).report).toMatchObject({
      ...{ files: { missing: 1, late: 0 }, withoutFile: [{ fileKey: '3_2.original' }] },
    });
  });

  it('is none that any job has handed over with the item, in whatever order', async () => {
    const world = await aWorld();
    await deliver(world);
    await store(world);
    const [task] = world.tasks.all();
    const chain = world.manifests.chains.get('job') ?? [];
    await deliver(world, { taskId: 'again' });
    await world.jobs.save(aJob({ jobId: 'other' }));
    world.manifests.chains.set('other', chain);
    if (task) await world.tasks.receive({ ...task, jobId: 'other' });
    expect((await reconciled(world, DAY)).report.withoutFile).toEqual([]);
    await world.jobs.save(aJob({ accountId: '8' }));
    expect((await reconciled(world, DAY)).report.withoutFile).toMatchObject([{ state: 'late' }]);
  });

  it('is of the version that was handed over last', async () => {
    const world = await aWorld();
    await deliver(world);
    world.clock.advance(1000);
    await world.archive(postWith([photo], 'edited'));
    await store(world);
    expect((await reconciled(world, DAY)).report.files).toEqual({ missing: 0, late: 1 });
    await deliver(world, { taskId: 'again', window: windowOf(48, 1), dirtyEntities: [id] });
    const { report } = await reconciled(world, DAY);
    expect(report.counts).toMatchObject({ collected: 2, archived: 2 });
    expect(report.files).toEqual({ missing: 0, late: 0 });
  });

  it('is nothing of what was made at another time, or is not accepted yet', async () => {
    const world = await aWorld();
    world.reporter.failures = [new AppError('export.completion_unavailable', 'no')];
    await deliver(world);
    expect((await reconciled(world, DAY)).report.withoutFile).toEqual([]);
    await world.consumeAll();
    expect((await reconciled(world, DAY)).report.withoutFile).toHaveLength(1);
    expect((await reconciled(world, windowOf(2, 22))).report.withoutFile).toEqual([]);
  });
});
