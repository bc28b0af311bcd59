import { setTimeout as delay } from 'node:timers/promises';
import { type TestingModule } from '@nestjs/testing';
import { StorageClients } from '@app/azure';
import { JobsModule, JobStore, LeaseStore, TaskQueue, TaskStore } from '@app/jobs';
import { FakeClock } from '@testing/domain';
import {
  aDownloadTask,
  describeJobStore,
  describeLeaseStore,
  describeTaskQueue,
  describeTaskStore,
} from '@testing/jobs';

import { openModule, openProcesses } from '../support/open-module';
import { freshStorage, unreachableStorage } from '../support/storage';

const clock = new FakeClock();
let processes: { next(): TestingModule };
beforeAll(async () => {
  processes = await openProcesses(JobsModule, { slices: [freshStorage()], clock });
});

describeJobStore('AzureJobStore', () => processes.next().get(JobStore));
describeTaskStore('AzureTaskStore', () => processes.next().get(TaskStore));
describeLeaseStore('AzureLeaseStore', {
  clock,
  open: () => processes.next().get(LeaseStore, { strict: false }),
});

const withQueue = () => openModule(JobsModule, { slices: [freshStorage()], clock });
describeTaskQueue('AzureTaskQueue', {
  make: async () => (await withQueue()).get(TaskQueue),
  pass: (seconds) => delay(seconds * 1000 + 100),
});

describe('AzureTaskQueue', () => {
  it('puts what is no message aside with the reason, and gives the next', async () => {
    const opened = await withQueue();
    const queue = opened.get(TaskQueue);
    const storage = opened.get(StorageClients, { strict: false });
    const wire = await storage.queue('downloads');
    for (const text of ['no JSON', '{"schemaVersion":2,"jobId":"job","taskId":"later"}']) {
      await wire.sendMessage(text);
    }
    const message = { schemaVersion: 1, jobId: 'job', taskId: 'task' } as const;
    await queue.send(message);
    expect((await queue.take(60))?.message).toEqual(message);
    expect(await queue.depth()).toEqual({ waiting: 1, poisoned: 2 });
    const poison = await storage.queue('downloads-poison');
    const { peekedMessageItems } = await poison.peekMessages({ numberOfMessages: 2 });
    expect(
      peekedMessageItems.map((item) => JSON.parse(item.messageText) as unknown),
    ).toContainEqual({ reason: 'This is not a message of the connector.', messageText: 'no JSON' });
  });
});

describe('the jobs without their storage', () => {
  let nowhere: TestingModule;
  beforeAll(async () => {
    nowhere = await openModule(JobsModule, { slices: [unreachableStorage()], clock });
  });

  it('say in every call that storage is unavailable', async () => {
    const [jobs, tasks, queue] = [
      nowhere.get(JobStore),
      nowhere.get(TaskStore),
      nowhere.get(TaskQueue),
    ];
    const leases = nowhere.get(LeaseStore, { strict: false });
    const at = new Date(0);
    const job = { tenantId: '1', accountId: '1', username: 'contoso', createdAt: at };
    const calls: (() => Promise<unknown>)[] = [
      () => jobs.save({ schemaVersion: 1, jobId: 'job', ...job }),
      () => jobs.find('job'),
      () => jobs.list(),
      () => tasks.receive(aDownloadTask()),
      () => tasks.find('job', 'task'),
      () => tasks.finish('job', 'task', { state: 'delivered', completedAt: at, itemCount: 0 }),
      () => Array.fromAsync(tasks.list('job')),
      () => queue.send({ schemaVersion: 1, jobId: 'job', taskId: 'task' }),
      () => queue.take(1),
      () => queue.depth(),
      () => leases.acquire('name', 'owner', 1),
    ];
    const said = await Promise.allSettled(calls.map((call) => call()));
    expect(said).toMatchObject(
      calls.map(() => ({ status: 'rejected', reason: { code: 'jobs.unavailable' } })),
    );
  });
});
