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
      ...{ jobId: 'job', accountId: '7', postId: idAt(9), taskId: 'task' },
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
});
