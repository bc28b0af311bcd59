import { type DownloadTask, firstIdAt } from '@app/domain';
import { DeliveryWorld, reconciled } from '@testing/delivery';
import { aRawPost } from '@testing/domain';

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
  (await media.listLate('7', 9)).flatMap(({ items }) => items.map(({ itemId }) => itemId));

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

  it.each(['it is put', 'it is told of'] as const)(
    'is so too when that comes, and is told of, while %s',
    async (when) => {
      const world = await aWorld();
      const comes = async () => {
        await fileComes(world);
        await world.media.forgetLate('7', await world.media.listLate('7', 9));
      };
      if (when === 'it is put') world.sink.onUpload = comes;
      else world.reporter.onReport = comes;
      await deliver(world);
      expect(await lateItems(world)).toEqual([id]);
    },
  );

  it.each([['before'], ['after']] as const)(
    'is so at whichever write the worker dies, when that comes %s the next try',
    async (when) => {
      for (let at = 1, died = true; died; at++) {
        const world = await aWorld();
        await world.ask({ window: DAY });
        world.crash.dieAtWrite(at, 'after');
        await world.consumeAnyhow();
        died = world.crash.hasDied;
        world.crash.restart();
        const isOwed = when === 'after' || world.reporter.accepted.length > 0;
        if (when === 'before') await fileComes(world);
        await world.consumeAll();
        if (when === 'after') await fileComes(world);
        expect(isOwed ? await lateItems(world) : [id]).toEqual([id]);
      }
    },
  );

  it('is noted no further when the worker is to stop', async () => {
    const world = await aWorld();
    const stop = new AbortController();
    world.reporter.onReport = () => stop.abort();
    await world.ask({ window: DAY });
    expect(await world.consume(stop.signal)).toMatchObject({ kind: 'given-back' });
    expect(world.tasks.all()).toMatchObject([{ state: 'waiting' }]);
  });
});
