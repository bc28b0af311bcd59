import { AppError, type DownloadTask, firstIdAt } from '@app/domain';
import { DeliveryWorld, reconciled } from '@testing/delivery';
import { aRawPost, Crash } from '@testing/domain';

const hour = (n: number) => new Date(Date.UTC(2025, 2, 1, n));
const DAY = { start: hour(0), end: new Date(hour(24).getTime() - 1) };
const id = firstIdAt(hour(10));
const fileKey = '3_1.original';
const photo = { media_key: '3_1', type: 'photo', url: 'https://pbs.twimg.com/media/1.jpg' };
const raw = aRawPost(
  { id, created_at: hour(10).toISOString(), attachments: { media_keys: ['3_1'] } },
  { includes: { media: [photo] } },
);

/** A post whose photo could not be had. */
async function aWorld({ isInbound = false } = {}) {
  const world = await DeliveryWorld.open();
  const record = { schemaVersion: 1, accountId: '7', postId: id, format: 'x-api-v2', raw } as const;
  const kind = isInbound ? 'inbound' : 'post';
  const seen = { pageName: 'page', at: world.clock.now() };
  await world.posts.savePosts('7', [{ record, createdAt: hour(10), kind, isInbound }], seen);
  const why = { reason: 'media.unavailable', retry: true };
  await world.media.markMissing('7', { fileKey, url: photo.url, ...why });
  await world.cover('2025-04-01T00:00:00Z');
  return world;
}

async function deliver(world: DeliveryWorld, task: Partial<DownloadTask> = {}) {
  await world.ask({ window: DAY, ...task });
  return world.consume();
}

async function fileComes({ media }: DeliveryWorld) {
  const body = (async function* () {
    await Promise.resolve();
    yield Buffer.from('picture');
  })();
  await media.save('7', { fileKey, contentType: 'image/jpeg', body });
}

/** As the Import service, that was told. */
async function deliverAgain(world: DeliveryWorld, itemIds: string[]) {
  const window = { start: hour(48), end: hour(48) };
  await deliver(world, { taskId: 'again', window, dirtyEntities: itemIds });
  return Object.values(world.blobs('again'));
}

const lateItems = async ({ media }: DeliveryWorld) =>
  (await media.listLate('7', 9)).flatMap(({ itemIds }) => itemIds);

describe('an item that was delivered without a file', () => {
  it.each([[false], [true]])(
    'is to be delivered again when that comes, of somebody else: %s',
    async (isInbound) => {
      const world = await aWorld({ isInbound });
      await deliver(world);
      expect(await lateItems(world)).toEqual([]);
      await fileComes(world);
      expect(await lateItems(world)).toEqual([id]);
      await world.media.forgetLate('7', await world.media.listLate('7', 9));
      const [again, ...more] = await deliverAgain(world, [id]);
      expect(JSON.parse(again ?? '')).toMatchObject({
        ContentAttachments: [{ Content: Buffer.from('picture').toString('base64') }],
      });
      expect(more).toEqual([]);
      expect(await lateItems(world)).toEqual([]);
      expect((await reconciled(world, DAY)).report.files).toEqual({ missing: 0, late: 0 });
    },
  );

  it('is so too when that comes while it is being put, or told of', async () => {
    const world = await aWorld();
    world.sink.onUpload = () => fileComes(world);
    await deliver(world);
    expect(await lateItems(world)).toEqual([id]);
  });

  it('is none before the service has it', async () => {
    const world = await aWorld();
    world.reporter.failures = [new AppError('export.completion_unavailable', 'no')];
    expect(await deliver(world)).toMatchObject({ kind: 'failed' });
    await fileComes(world);
    expect(await lateItems(world)).toEqual([]);
  });

  it('is noted at whichever write the worker dies', async () => {
    for (let at = 1, died = true; died; at++) {
      const world = await aWorld();
      await world.ask({ window: DAY });
      world.crash.dieAtWrite(at, 'after');
      await world.consume().catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      died = world.crash.hasDied;
      world.crash.restart();
      await world.consumeAll();
      await fileComes(world);
      expect(await lateItems(world)).toEqual([id]);
    }
  });
});
