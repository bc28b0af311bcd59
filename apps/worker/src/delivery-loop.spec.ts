import { type Clock, AppError } from '@app/domain';
import { DeliveryWorld } from '@testing/delivery';
import { recordLog } from '@testing/logging';

import { DeliveryLoop } from './delivery-loop';

const settle = () => new Promise((resolve) => setImmediate(resolve));

async function setUp() {
  const world = await DeliveryWorld.open();
  await world.cover('2025-03-02T00:00:00Z');
  const log = recordLog();
  const clock: Clock = world.clock;
  const loop = new DeliveryLoop(world.consumer(), world.config, clock, log.logger());
  const work = async () => {
    for (let i = 0; i < 10; i++) await settle();
  };
  const pass = async (ms: number) => {
    world.clock.advance(ms);
    await work();
  };
  return { world, loop, lines: log.lines, work, pass };
}

describe('DeliveryLoop', () => {
  it('delivers all tasks that wait, one after the other, and says so', async () => {
    const { world, loop, lines, work } = await setUp();
    for (const taskId of ['one', 'two', 'three']) await world.ask({ taskId });
    loop.onApplicationBootstrap();
    await work();
    await loop.onApplicationShutdown();
    const delivered = { level: 'info', event: 'task', jobId: 'job', kind: 'delivered', items: 0 };
    expect(lines).toMatchObject([
      { ...delivered, taskId: 'one' },
      { ...delivered, taskId: 'two' },
      { ...delivered, taskId: 'three' },
    ]);
  });

  it('looks for new tasks at the configured interval', async () => {
    const { world, loop, work, pass } = await setUp();
    loop.onApplicationBootstrap();
    await work();
    await world.ask();
    await pass(4999);
    expect(world.told()).toEqual([]);
    await pass(1);
    expect(world.told()).toHaveLength(1);
    await loop.onApplicationShutdown();
  });

  it.each([
    ['warn', 'export.unavailable'],
    ['error', 'export.sas_invalid'],
  ] as const)('goes on after a task that fails, said as %s for %s', async (level, code) => {
    const { world, loop, lines, work } = await setUp();
    world.reporter.failures = [new AppError(code, 'no')];
    await world.ask({ taskId: 'one' });
    await world.ask({ taskId: 'two' });
    loop.onApplicationBootstrap();
    await work();
    await loop.onApplicationShutdown();
    expect(lines).toMatchObject([
      { level, event: 'task', taskId: 'one', kind: 'failed', attempt: 1 },
      { level: 'info', taskId: 'two', kind: 'delivered' },
    ]);
  });

  it('goes on after a fault of the queue', async () => {
    const { world, loop, lines, work, pass } = await setUp();
    world.queue.failures = [new AppError('jobs.unavailable', 'no')];
    await world.ask();
    loop.onApplicationBootstrap();
    await work();
    await pass(5000);
    await pass(120_000);
    await loop.onApplicationShutdown();
    expect(lines.map(({ level, msg }) => [level, msg])).toContainEqual([
      'info',
      'task ended-before',
    ]);
  });

  it('gives the task back that it is at, and is through with it, when it is stopped', async () => {
    const { world, loop, work } = await setUp();
    await world.ask();
    let go: () => void = () => undefined;
    world.reporter.onReport = () => new Promise<void>((resolve) => (go = resolve));
    loop.onApplicationBootstrap();
    await work();
    let isStopped = false;
    const stopped = loop.onApplicationShutdown().then(() => (isStopped = true));
    await work();
    expect(isStopped).toBe(false);
    go();
    await stopped;
    expect(await world.tasks.find('job', 'task')).toMatchObject({ state: 'delivered' });
  });
});
