import { firstIdAt } from '@app/domain';
import { DeliveryWorld } from '@testing/delivery';
import { aRawPost } from '@testing/domain';

const hour = (n: number) => new Date(Date.UTC(2025, 2, 1, n));
const idAt = (n: number) => firstIdAt(hour(n));
const postAt = (n: number, text: unknown) => {
  const raw = aRawPost({ id: idAt(n), created_at: hour(n).toISOString() });
  return { ...raw, post: { ...raw.post, text } } as typeof raw;
};

/** Two posts that nobody can read, and one that is well. */
async function aWorldWithParkedPosts(): Promise<DeliveryWorld> {
  const world = await DeliveryWorld.open();
  await world.archive(postAt(9, 9), postAt(10, 'text'), postAt(11, 11));
  await world.cover('2025-03-02T00:00:00Z');
  await world.ask();
  await world.consume();
  return world;
}

describe('the list of parked posts', () => {
  it('has those that a task could not deliver, with the reason, and no other', async () => {
    const world = await aWorldWithParkedPosts();
    expect(await world.parked.idsOf('job')).toEqual([idAt(9), idAt(11)]);
    expect(await world.parked.find('job', idAt(9))).toMatchObject({
      ...{ jobId: 'job', accountId: '7', itemId: idAt(9), taskId: 'task' },
      ...{ reason: expect.stringContaining('text') as string, parkedAt: world.clock.now() },
    });
  });

  it('loses what a later task delivers, and nothing else', async () => {
    const world = await aWorldWithParkedPosts();
    world.clock.advance(1000);
    await world.archive(postAt(9, 'mended'));
    await world.ask({ taskId: 'again' });
    expect(await world.consume()).toMatchObject({ kind: 'delivered', items: 2 });
    expect(await world.parked.idsOf('job')).toEqual([idAt(11)]);
  });

  it('keeps a deletion though its post is delivered, until it is asked for by its own id', async () => {
    const world = await DeliveryWorld.open();
    const deletion = (reason: unknown) => ({
      record: {
        ...({ schemaVersion: 1, accountId: '7', format: 'x-api-v2', type: 'deletion' } as const),
        ...{ postId: idAt(10), raw: postAt(10, reason), noticed: { at: hour(11).toISOString() } },
      },
      ...{ createdAt: hour(11), kind: 'deletion' as const },
    });
    await world.archive(postAt(10, 'text'));
    await world.posts.savePosts('7', [deletion('x')], { pageName: 'page', at: hour(12) });
    const [name = '', record] =
      [...world.posts.records].find(([, { type }]) => type === 'deletion') ?? [];
    if (!record) throw new Error('there is no deletion');
    world.posts.records.set(name, { ...record, accountId: 'changed' });
    await world.cover('2025-03-02T00:00:00Z');
    await world.ask();
    await world.consume();
    const deletionId = `deletion-${idAt(10)}`;
    expect(await world.parked.idsOf('job')).toEqual([deletionId]);
    const window = { start: hour(30), end: hour(31) };
    await world.cover('2025-03-04T00:00:00Z');
    await world.ask({ taskId: 'post', window, dirtyEntities: [idAt(10)] });
    await world.consume();
    expect(await world.parked.idsOf('job')).toEqual([deletionId]);
    world.posts.records.set(name, record);
    await world.ask({ taskId: 'deletion', window, dirtyEntities: [deletionId] });
    await world.consume();
    expect(Object.keys(world.blobs('deletion'))).toEqual([`${deletionId}.json`]);
    expect(await world.parked.idsOf('job')).toEqual([]);
  });
});
