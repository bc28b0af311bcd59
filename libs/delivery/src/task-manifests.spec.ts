import { AppError, firstIdAt } from '@app/domain';
import { DeliveryWorld } from '@testing/delivery';
import { aRawPost } from '@testing/domain';

import { TaskManifests } from './task-manifests';

const noon = '2025-03-01T12:00:00.000Z';
const post = (text: string) => aRawPost({ id: firstIdAt(new Date(noon)), created_at: noon, text });

async function delivered(...taskIds: string[]) {
  const world = await DeliveryWorld.open();
  await world.archive(post('first'));
  await world.cover('2025-03-02T00:00:00Z');
  for (const taskId of taskIds) {
    await world.ask({ taskId });
    await world.consumeAll();
  }
  return { world, manifests: new TaskManifests(world.manifests) };
}

describe('TaskManifests', () => {
  it('finds the manifest of a task, and none of another whose name begins like it', async () => {
    const { manifests } = await delivered('a', 'a.b', 'a.12345678');
    expect(await manifests.find('job', 'a')).toMatchObject({ sequence: 1 });
    expect(await manifests.find('job', 'a.b')).toMatchObject({ sequence: 2 });
    expect(await manifests.find('job', 'a.12345678')).toMatchObject({ sequence: 3 });
    expect(await manifests.find('job', 'b')).toBeUndefined();
    expect(await manifests.find('other', 'a')).toBeUndefined();
  });

  it('finds the last of several', async () => {
    const { world, manifests } = await delivered();
    await world.ask();
    world.reporter.failures = [new AppError('export.completion_unavailable', 'no')];
    await world.consume();
    world.clock.advance(60_000);
    await world.archive(post('second'));
    await world.consumeAll();
    expect(world.told()).toHaveLength(1);
    expect(await manifests.find('job', 'task')).toMatchObject({ sequence: 2 });
  });

  it('names what a manifest hands over', async () => {
    const { manifests } = await delivered('task');
    const link = await manifests.find('job', 'task');
    if (!link) throw new Error('there is no manifest');
    expect(await Array.fromAsync(manifests.itemIds(link))).toEqual([firstIdAt(new Date(noon))]);
  });

  it('sums a manifest up, and opens it', async () => {
    const { manifests } = await delivered('before', 'task');
    const [before, link] = [
      await manifests.find('job', 'before'),
      await manifests.find('job', 'task'),
    ];
    if (!before || !link) throw new Error('there is no manifest');
    expect(await manifests.summarize(link)).toEqual({
      ...{ sequence: 2, sha256: link.sha256 },
      counts: {
        ...{ items: 1, bytes: expect.any(Number) as number },
        ...{ parked: 0, missingMedia: 0, mediaBeside: 0 },
      },
      countsByKind: { post: 1 },
      previous: { sequence: 1, sha256: before.sha256 },
    });
    const bytes = Buffer.concat(await Array.fromAsync(await manifests.open(link)));
    expect(JSON.parse(bytes.toString())).toMatchObject({ taskId: 'task', items: [{}] });
  });
});
