import { AppError, firstIdAt } from '@app/domain';
import { DeliveryWorld } from '@testing/delivery';
import { aRawPost } from '@testing/domain';
import { recordTelemetry } from '@testing/telemetry';

import { watchDelivery } from './watch-delivery';

const noon = '2025-03-01T12:00:00.000Z';
const id = firstIdAt(new Date(noon));
const ids = { 'job.id': 'job', 'task.id': 'task' };

const recorded = recordTelemetry();
afterAll(() => recorded.stop());

/** A worker that is watched, and a task of one post. */
async function setUp() {
  const world = await DeliveryWorld.open();
  await world.archive(aRawPost({ id, created_at: noon }));
  await world.cover('2025-03-02T00:00:00Z');
  await world.ask();
  const parts = world.worker();
  watchDelivery(recorded.instruments, parts);
  const before = recorded.spans().length;
  const consume = () => parts.consumer.consumeNext(new AbortController().signal);
  return { world, consume, spans: () => recorded.spans().slice(before) };
}

describe('a delivered task', () => {
  it('is one trace, and every span of it has the ids of job and task', async () => {
    const { consume, spans } = await setUp();
    expect(await consume()).toMatchObject({ kind: 'delivered' });
    const upload = { 'account.id': '7', 'task.items': 1, 'task.parked': 0 };
    expect(spans()).toMatchObject([
      { name: 'task.upload', within: 'task', attributes: { ...ids, ...upload } },
      { name: 'task.completion', within: 'task', attributes: ids },
      { name: 'task', attributes: { ...ids, 'task.attempt': 1, 'task.outcome': 'delivered' } },
    ]);
    expect(new Set(spans().map(({ traceId }) => traceId)).size).toBe(1);
    expect(spans().some(({ isError }) => isError)).toBe(false);
  });

  it('is linked to the newest reading of its account', async () => {
    const { consume, spans } = await setUp();
    const reading = { ids: { 'account.id': '7' }, linkedAs: '7' };
    await recorded.instruments.span('capture', reading, () => Promise.resolve());
    await consume();
    const [capture, upload] = spans();
    expect(upload).toMatchObject({ name: 'task.upload', linkedTo: ['capture'] });
    expect(upload?.traceId).not.toBe(capture?.traceId);
  });

  it('is counted with its items', async () => {
    const before = await recorded.values('twitter_archive.items.delivered');
    const { consume } = await setUp();
    await consume();
    const [items] = await recorded.values('twitter_archive.items.delivered');
    expect(items).toMatchObject({ 'job.id': 'job', value: Number(before[0]?.value ?? 0) + 1 });
    expect(await recorded.values('twitter_archive.tasks.tries')).toContainEqual(
      expect.objectContaining({ outcome: 'delivered' }),
    );
  });
});

describe('a task that fails', () => {
  it('says so in every span it went through, by the code alone, and its next try is a retry', async () => {
    const { world, consume, spans } = await setUp();
    const secret = 'https://account/container?sig=canary';
    world.reporter.failures.push(new AppError('export.completion_unavailable', secret));
    expect(await consume()).toMatchObject({ kind: 'failed', attempt: 1 });
    const failed = { isError: true, attributes: { 'error.type': 'export.completion_unavailable' } };
    expect(spans()).toMatchObject([
      { name: 'task.upload', isError: false },
      { name: 'task.completion', ...failed },
      { name: 'task', ...failed },
    ]);
    expect(JSON.stringify(spans())).not.toContain('canary');
    world.clock.advance(61_000);
    expect(await consume()).toMatchObject({ kind: 'delivered' });
    expect(await recorded.values('twitter_archive.tasks.retries')).toEqual([{ value: 1 }]);
  });
});
