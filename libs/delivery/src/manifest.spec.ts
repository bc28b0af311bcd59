import { sha256Hex, signedTextOf } from '@app/archive';
import { AppError, firstIdAt, lastIdAt } from '@app/domain';
import { isSignedBy, readPublicKey } from '@app/secrets';
import { DeliveryWorld, readManifests } from '@testing/delivery';
import { aRawPost } from '@testing/domain';

const noon = new Date('2025-03-01T12:00:00.000Z');
const id = firstIdAt(noon);
const aPost = (text: string) => aRawPost({ id, text, created_at: noon.toISOString() });

describe('the manifest of a delivery', () => {
  it('says what was handed over, and what is not known of the window', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(aPost('Hello'));
    await world.cover('2025-03-02T00:00:00Z');
    await world.cover('2025-03-01T06:00:00Z', 'unreachable');
    await world.ask({ dirtyEntities: ['5'] });
    await world.consume();

    const [manifest] = await readManifests(world.manifests, 'job');
    const blob = world.blobs()[`${id}.json`] ?? '';
    const [entry] = await world.posts.find('7', id);
    const item = { id, fileName: `${id}.json`, bytes: Buffer.byteLength(blob) };
    expect(manifest).toEqual({
      schemaVersion: 1,
      jobId: 'job',
      taskId: 'task',
      accountId: '7',
      window: { start: '2025-03-01T00:00:00.000Z', end: '2025-03-01T23:59:59.000Z' },
      dirtyEntities: ['5'],
      coverage: {
        unreachable: [
          {
            from: firstIdAt(new Date('2025-03-01T00:00:00Z')),
            to: lastIdAt(new Date('2025-03-01T06:00:00Z')),
          },
        ],
        complete: [
          {
            from: firstIdAt(new Date('2025-03-01T06:00:00.001Z')),
            to: lastIdAt(new Date('2025-03-01T23:59:59.999Z')),
          },
        ],
      },
      counts: { items: 1, bytes: item.bytes, parked: 0, missingMedia: 0, mediaBeside: 0 },
      countsByKind: { post: 1 },
      items: [
        {
          ...item,
          sha256: sha256Hex(blob),
          version: entry?.version,
          createdAt: '2025-03-01T12:00:00.000Z',
        },
      ],
      parked: [],
      previous: null,
    });
  });

  it('is chained to the one before, and made once per delivery', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(aPost('Hello'));
    await world.cover('2025-03-02T00:00:00Z');
    for (const taskId of ['one', 'two', 'three']) {
      await world.ask({ taskId });
      await world.consume();
    }
    const manifests = await readManifests(world.manifests, 'job');
    expect(manifests.map(({ taskId, previous }) => [taskId, previous?.sequence])).toEqual([
      ['one', undefined],
      ['two', 1],
      ['three', 2],
    ]);
  });

  it('is signed, so that its public key proves it', async () => {
    const world = await DeliveryWorld.open();
    await world.cover('2025-03-02T00:00:00Z');
    await world.ask();
    await world.consume();
    const [link] = await Array.fromAsync(world.manifests.list('job'));
    const key = readPublicKey((await world.signer.publicKey()) ?? '');
    if (!link?.signature) throw new Error('It is not signed.');
    expect(isSignedBy(key, signedTextOf('job', link), link.signature)).toBe(true);
    expect(isSignedBy(key, signedTextOf('other', link), link.signature)).toBe(false);
  });

  it('is another one when another post is parked', async () => {
    const world = await DeliveryWorld.open();
    await world.cover('2025-03-02T00:00:00Z');
    await world.ask();
    world.reporter.failures = [new AppError('export.completion_unavailable', 'no')];
    await world.consume();
    const { post, ...around } = aPost('');
    await world.archive({ ...around, post: { ...post, text: 7 } });
    world.clock.advance(60_000);
    await world.consume();
    const manifests = await readManifests(world.manifests, 'job');
    expect(manifests.map(({ parked }) => parked.map((each) => each.id))).toEqual([[], [id]]);
  });

  it('is another one when the task is delivered again with other content', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(aPost('Hello'));
    await world.cover('2025-03-02T00:00:00Z');
    await world.ask();
    world.reporter.failures = [new AppError('export.completion_unavailable', 'no')];
    await world.consume();
    expect(await readManifests(world.manifests, 'job')).toHaveLength(1);
    await world.archive(aPost('Hello again'));
    world.clock.advance(60_000);
    await world.consume();
    const [before, after] = await readManifests(world.manifests, 'job');
    expect(after?.items[0]?.sha256).not.toBe(before?.items[0]?.sha256);
    expect(after?.items[0]?.sha256).toBe(sha256Hex(world.blobs()[`${id}.json`] ?? ''));
  });
});
