import { AppError, firstIdAt, type JsonObject, type RawPost } from '@app/domain';
import { DeliveryWorld, readManifests } from '@testing/delivery';
import { aRawMessage, aRawPost } from '@testing/domain';
import { aJob } from '@testing/jobs';

import { TaskManifests } from './task-manifests';

const hour = (n: number) => new Date(Date.UTC(2025, 2, 1, n));
const idAt = (n: number) => firstIdAt(hour(n));
const postAt = (n: number, fields: JsonObject = {}, around: Partial<RawPost> = {}): RawPost =>
  aRawPost({ id: idAt(n), created_at: hour(n).toISOString(), ...fields }, around);
const unreadable = (n: number) => postAt(n, { text: { no: 'text' } });
const photo = { media_key: '3_1', type: 'photo', url: 'https://pbs.twimg.com/media/1.jpg' };
const withPhoto = (n: number) =>
  postAt(n, { attachments: { media_keys: ['3_1'] } }, { includes: { media: [photo] } });
const fileKey = '3_1.original';

/** Ids of the items of the only delivery there was, in order. */
async function deliver(world: DeliveryWorld, task: Parameters<DeliveryWorld['ask']>[0] = {}) {
  await world.cover('2025-04-01T00:00:00Z');
  await world.ask(task);
  const consumed = await world.consume();
  const [manifest] = await readManifests(world.manifests, 'job');
  return { consumed, manifest, ids: manifest?.items.map(({ id }) => id) };
}

async function* bytes(text: string) {
  await Promise.resolve();
  yield Buffer.from(text);
}

describe('what a task delivers', () => {
  it('is every post of the window, both ends included, by ascending id', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(postAt(13), postAt(10), postAt(12), postAt(9), postAt(11));
    const { ids } = await deliver(world, { window: { start: hour(10), end: hour(12) } });
    expect(ids).toEqual([idAt(10), idAt(11), idAt(12)]);
    expect(Object.keys(world.blobs())).toHaveLength(3);
  });

  it('is counted with the index alone, and then read with it', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(postAt(10));
    await deliver(world);
    expect(world.posts.listed).toEqual([{}, { toRead: true }]);
  });

  it('keeps its order though many are uploaded at once', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(...Array.from({ length: 20 }, (_, n) => postAt(n)));
    let uploads = 0;
    world.sink.onUpload = () =>
      uploads++ % 2 === 0 ? new Promise((go) => setImmediate(go)) : Promise.resolve();
    const { ids } = await deliver(world);
    expect(ids).toEqual(Array.from({ length: 20 }, (_, n) => idAt(n)));
  });

  it('is sent no further once one item has failed', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(postAt(10), postAt(11));
    const stopped: string[] = [];
    const failing = new AppError('export.unavailable', 'no');
    const others = Promise.withResolvers<undefined>();
    const endless = (fileName: string, signal?: AbortSignal) =>
      new Promise<never>((_, reject) => {
        others.resolve(undefined);
        signal?.addEventListener('abort', () => {
          stopped.push(fileName);
          reject(failing);
        });
      });
    world.sink.open = () => ({
      put: async (fileName, _, { signal } = {}) => {
        if (fileName !== `${idAt(10)}.json`) return endless(fileName, signal);
        await others.promise;
        throw failing;
      },
    });
    expect((await deliver(world)).consumed).toMatchObject({ kind: 'failed', error: failing });
    expect(stopped).toEqual([`${idAt(11)}.json`]);
  });

  it('is the newest version of a post, and that alone', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(postAt(10, { text: 'first' }));
    world.clock.advance(1000);
    await world.archive(postAt(10, { text: 'second' }), postAt(11));
    const { ids } = await deliver(world);
    expect(ids).toEqual([idAt(10), idAt(11)]);
    expect(JSON.parse(world.blobs()[`${idAt(10)}.json`] ?? '')).toMatchObject({
      Content: 'second',
    });
  });

  it('is, besides, each dirty post outside of the window, once', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(postAt(1), postAt(2), postAt(10));
    const { ids, manifest } = await deliver(world, {
      window: { start: hour(10), end: hour(12) },
      dirtyEntities: [idAt(2), idAt(10), idAt(2), '999'],
    });
    expect(ids).toEqual([idAt(10), idAt(2)]);
    expect(manifest?.dirtyEntities).toHaveLength(4);
  });

  it('is every change of the profile, and what else has the id of a post, each as an item of its own', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(postAt(10));
    const record = (type: 'message' | 'like' | 'profile' | 'deletion', raw: RawPost) => ({
      ...({ schemaVersion: 1, accountId: '7', format: 'x-api-v2', type } as const),
      ...{ postId: type === 'profile' ? '7' : idAt(10), raw },
    });
    const changeAt = (n: number, name: string) => ({
      record: {
        ...record('profile', { post: { id: '7', name }, includes: {}, problems: [] }),
        noticed: { at: hour(n).toISOString() },
      },
      ...{ createdAt: hour(n), kind: 'profile' as const },
    });
    const ofPost = (type: 'like' | 'deletion') => ({
      record: { ...record(type, postAt(10)), noticed: { at: hour(11).toISOString() } },
      ...{ createdAt: hour(11), kind: type },
    });
    const message = {
      record: record('message', aRawMessage({ id: idAt(10), created_at: hour(10).toISOString() })),
      ...{ createdAt: hour(10), kind: 'message' as const },
    };
    const seen = { pageName: 'page', at: hour(12) };
    const all = [changeAt(9, 'A'), changeAt(11, 'B'), message, ofPost('like'), ofPost('deletion')];
    await world.posts.savePosts('7', all, seen);
    await deliver(world);
    expect(Object.keys(world.blobs()).toSorted()).toEqual([
      `${idAt(10)}.json`,
      `deletion-${idAt(10)}.json`,
      `like-7-${idAt(10)}.json`,
      `message-${idAt(10)}.json`,
      'profile-7-20250301T090000Z.json',
      'profile-7-20250301T110000Z.json',
    ]);
    const told = world.reporter.accepted[0]?.items ?? [];
    const idInBlob = (fileName: string) =>
      (JSON.parse(world.blobs()[fileName] ?? '{}') as { Id?: string }).Id;
    expect(new Set(told.map(({ id }) => id)).size).toBe(6);
    expect(told.map(({ id }) => id)).toEqual(told.map(({ fileName }) => idInBlob(fileName)));
    const [link] = await Array.fromAsync(world.manifests.list('job'));
    if (!link) throw new Error('there is no manifest');
    const named = await Array.fromAsync(new TaskManifests(world.manifests).itemIds(link));
    expect(named).toEqual(told.map(({ id }) => id));
  });

  it("is nothing of another account's", async () => {
    const world = await DeliveryWorld.open();
    await world.archive(postAt(10));
    await world.jobs.save(aJob({ accountId: '8', username: 'fabrikam' }));
    await world.states.save(
      '8',
      { coverage: [{ from: '1', to: '9'.repeat(19), state: 'complete', posts: 0 }], postsRead: 0 },
      undefined,
    );
    expect((await deliver(world)).ids).toEqual([]);
  });
});

describe('a post that cannot be delivered', () => {
  it('is parked and named when it cannot be read; the others are delivered', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(postAt(9), unreadable(10), postAt(11));
    const { consumed, ids, manifest } = await deliver(world);
    expect(consumed).toMatchObject({ kind: 'delivered', items: 2 });
    expect(ids).toEqual([idAt(9), idAt(11)]);
    const reason = expect.stringContaining('text') as string;
    expect(manifest).toMatchObject({ counts: { parked: 1 }, parked: [{ id: idAt(10), reason }] });
    expect(world.reporter.accepted[0]?.items).toHaveLength(2);
  });

  it('is parked when its record is not what was archived', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(postAt(9), postAt(10));
    const [, [name, record] = []] = [...world.posts.records];
    if (name && record) world.posts.records.set(name, { ...record, accountId: 'changed' });
    const { ids, manifest } = await deliver(world);
    expect(ids).toEqual([idAt(9)]);
    expect(manifest?.parked).toMatchObject([{ id: idAt(10) }]);
  });

  it('is parked when a media file of it is not what was archived', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(postAt(9), withPhoto(10));
    const { sha256 } = await world.media.save('7', {
      fileKey,
      contentType: 'image/jpeg',
      body: bytes('picture'),
    });
    world.media.blobs.set(`7/${sha256}`, Buffer.from('pict'));
    const { ids, manifest } = await deliver(world);
    expect(ids).toEqual([idAt(9)]);
    expect(manifest?.parked).toMatchObject([{ id: idAt(10) }]);
  });

  it('does not stop the task nine times in a row, but ten times', async () => {
    const nine = await DeliveryWorld.open();
    const range = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => unreadable(from + n));
    await nine.archive(...range(0, 9), postAt(9), ...range(10, 19));
    expect((await deliver(nine)).manifest?.counts).toMatchObject({ items: 1, parked: 18 });

    const ten = await DeliveryWorld.open();
    await ten.archive(...range(0, 10), postAt(11));
    const { consumed, manifest } = await deliver(ten);
    const error = { code: 'conversion.unreadable_post', details: { postId: idAt(9) } };
    expect(consumed).toMatchObject({ kind: 'failed', error });
    expect([manifest, ten.told()]).toEqual([undefined, []]);
  });
});

describe('media of a delivered post', () => {
  it('come along', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(withPhoto(10));
    const picture = { fileKey, contentType: 'image/jpeg', body: bytes('picture') };
    const { sha256 } = await world.media.save('7', picture);
    const { manifest } = await deliver(world);
    expect(manifest?.items).toMatchObject([{ heldMedia: [{ fileKey, sha256 }] }]);
    expect(manifest?.items[0]).not.toHaveProperty('missingMedia');
    const Content = Buffer.from('picture').toString('base64');
    expect(JSON.parse(world.blobs()[`${idAt(10)}.json`] ?? '')).toMatchObject({
      ContentAttachments: [{ Content }],
    });
  });

  it.each([['that nobody has tried to get'], ['that could not be had', true]])(
    '%s are named as missing',
    async (_, isNoted = false) => {
      const world = await DeliveryWorld.open();
      await world.archive(withPhoto(10));
      const noted = { fileKey, url: photo.url, reason: 'media.not_found', retry: false };
      if (isNoted) await world.media.markMissing('7', noted);
      const { manifest } = await deliver(world);
      expect(manifest).toMatchObject({
        counts: { items: 1, missingMedia: 1 },
        items: [{ missingMedia: [fileKey] }],
      });
      expect(manifest?.items[0]).not.toHaveProperty('heldMedia');
    },
  );

  it('stay in the archive when the item would be too large, and are named in it', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(withPhoto(10), postAt(11));
    const body = bytes('x'.repeat(80_000));
    const { sha256 } = await world.media.save('7', { fileKey, contentType: 'image/jpeg', body });
    const { consumed, manifest } = await deliver(world);
    const blob = world.blobs()[`${idAt(10)}.json`] ?? '';

    expect(consumed).toMatchObject({ kind: 'delivered', items: 2, mediaBeside: 1 });
    expect(manifest).toMatchObject({
      counts: { items: 2, missingMedia: 0, mediaBeside: 1 },
      items: [{ mediaBeside: [{ fileKey, bytes: 80_000, sha256 }] }, { id: idAt(11) }],
    });
    expect(manifest?.items[1]).not.toHaveProperty('mediaBeside');
    expect(blob.length).toBeLessThan(10_000);
    expect(blob).toContain(`kept as archive/7/media/${sha256};`);
  });
});
