import { setTimeout as delay } from 'node:timers/promises';
import { type BlockBlobClient } from '@azure/storage-blob';
import { type TestingModule } from '@nestjs/testing';
import { StorageClients } from '@app/azure';
import {
  AlertBook,
  CaptureRequests,
  DeliveryDays,
  JobsModule,
  JobStore,
  LeaseStore,
  LoginStore,
  MailLedger,
  ParkedItems,
  ReadCounts,
  SelfTests,
  StreamChoices,
  TaskList,
  POISON_SECONDS,
  TaskQueue,
  TaskStore,
} from '@app/jobs';
import { FakeClock } from '@testing/domain';
import {
  aDownloadTask,
  aJob,
  describeAlertBook,
  describeCaptureRequests,
  describeDeliveryDays,
  describeJobStore,
  describeLoginStore,
  describeMailLedger,
  describeParkedItems,
  describeReadCounts,
  describeSelfTests,
  describeStreamChoices,
  describeTaskList,
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

describeAlertBook('AzureAlertBook', () => processes.next().get(AlertBook));
describeCaptureRequests('AzureCaptureRequests', () => processes.next().get(CaptureRequests));
describeDeliveryDays('AzureDeliveryDays', () => processes.next().get(DeliveryDays));
describeReadCounts('AzureReadCounts', () => processes.next().get(ReadCounts));
describeSelfTests('AzureSelfTests', () => processes.next().get(SelfTests));
describeJobStore('AzureJobStore', () => processes.next().get(JobStore));
describeTaskStore('AzureTaskStore', () => processes.next().get(TaskStore));
describeTaskList('AzureTaskList', {
  open: () => ({ list: processes.next().get(TaskList), tasks: processes.next().get(TaskStore) }),
});
describeMailLedger('AzureMailLedger', () => processes.next().get(MailLedger));
describeParkedItems('AzureParkedItems', { open: () => processes.next().get(ParkedItems) });
describeStreamChoices('AzureStreamChoices', () => processes.next().get(StreamChoices));
describeLoginStore('AzureLoginStore', { clock, open: () => processes.next().get(LoginStore) });

describe('AzureParkedItems', () => {
  it('reads and writes the rows of earlier releases', async () => {
    const storage = processes.next().get(StorageClients, { strict: false });
    const table = await storage.table('parked');
    const item = { jobId: 'earlier', accountId: '7', taskId: 'task', reason: 'r' };
    const [partitionKey, rowKey, parkedAt] = ['earlier', 'like-7-9', new Date(0)];
    const row = { partitionKey, rowKey, ...item, postId: rowKey, parkedAt };
    await table.createEntity({ ...row, schemaVersion: 1 });
    const items = processes.next().get(ParkedItems);
    const known = { ...item, itemId: rowKey, parkedAt };
    expect(await items.find('earlier', rowKey)).toEqual(known);
    await items.park({ ...known, reason: 'again' });
    expect(await table.getEntity(partitionKey, rowKey)).toMatchObject({ ...row, reason: 'again' });
  });
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
    for (const { insertedOn, expiresOn } of peekedMessageItems) {
      expect(expiresOn.getTime() - insertedOn.getTime()).toBe(POISON_SECONDS * 1000);
    }
  });
});

describe('AzureTaskStore', () => {
  it.each([
    ['gone', (blob: BlockBlobClient) => blob.delete()],
    ['of other ids', (blob: BlockBlobClient) => blob.upload('["1"]', 5)],
  ])('delivers nothing by a list of ids that is %s', async (jobId, damage) => {
    const opened = processes.next();
    const tasks = opened.get(TaskStore);
    const ids = Array.from({ length: 60_000 }, (_, i) => String(19e17 + i * 1000));
    const task = aDownloadTask({ jobId, dirtyEntities: ids });
    await tasks.receive(task);
    const storage = opened.get(StorageClients, { strict: false });
    const container = await storage.container('tasks');
    const prefix = `${encodeURIComponent(task.jobId)}/`;
    const [blob] = await Array.fromAsync(container.listBlobsFlat({ prefix }));
    await damage(container.getBlockBlobClient(blob?.name ?? ''));
    await expect(tasks.find(task.jobId, task.taskId)).rejects.toMatchObject({
      code: 'storage.damaged',
    });
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
    const logins = nowhere.get(LoginStore);
    const [list, parked] = [nowhere.get(TaskList), nowhere.get(ParkedItems)];
    const mail = nowhere.get(MailLedger);
    const [days, reads] = [nowhere.get(DeliveryDays), nowhere.get(ReadCounts)];
    const leases = nowhere.get(LeaseStore, { strict: false });
    const [captures, streams] = [nowhere.get(CaptureRequests), nowhere.get(StreamChoices)];
    const at = new Date(0);
    const request = { accountId: '7', requestedAt: at };
    const ids = { jobId: 'job', accountId: '7', itemId: '1', taskId: 'task' };
    const item = { ...ids, reason: 'r', parkedAt: at };
    const calls: (() => Promise<unknown>)[] = [
      () => jobs.save(aJob()),
      () => jobs.change('job', (known) => known ?? aJob()),
      () => jobs.find('job'),
      () => jobs.list(),
      () => tasks.receive(aDownloadTask()),
      () => tasks.find('job', 'task'),
      () => tasks.finish('job', 'task', { state: 'delivered', completedAt: at, itemCount: 0 }),
      () => Array.fromAsync(tasks.list('job')),
      () => list.page({ jobIds: ['job'], limit: 1 }),
      () => list.find('job', 'task'),
      () => list.lastDelivery(['job']),
      () => list.noteProgress(aDownloadTask(), { delivered: 1, at }),
      () => list.noteFailure(aDownloadTask(), { code: 'c', message: 'm', at, attempt: 1 }),
      () => list.noteWait(aDownloadTask(), { until: at, items: 1 }),
      () => days.from('job', '2026-01-01'),
      () => days.change('job', '2026-01-01', (known) => known),
      () => reads.add('202601', '7', 1),
      () => reads.of('202601'),
      () => parked.park(item),
      () => parked.clear('job', '1'),
      () => parked.find('job', '1'),
      () => parked.noteRetry('job', '1', at),
      () => parked.page({ limit: 1 }),
      () => parked.idsOf('job'),
      () => parked.count(),
      () => mail.months('7'),
      () => Array.fromAsync(mail.list('7', '202503')),
      () => mail.note('7', '202503', { id: '1', state: 'delivered', at }),
      () => queue.send({ schemaVersion: 1, jobId: 'job', taskId: 'task' }),
      () => queue.take(1),
      () => queue.depth(),
      () => logins.keep('key', { sealedToken: 't', sealedSecret: 's', expiresAt: at }),
      () => logins.take('key'),
      () => captures.ask(request),
      () => captures.find('7'),
      () => captures.list(),
      () => captures.remove(request),
      () => streams.of('7'),
      () => streams.chosen('7'),
      () => streams.set('7', [], at),
      () => leases.acquire('name', 'owner', 1),
    ];
    const said = await Promise.allSettled(calls.map((call) => call()));
    expect(said).toMatchObject(
      calls.map(() => ({ status: 'rejected', reason: { code: 'jobs.unavailable' } })),
    );
  });
});

describe('AzureJobStore', () => {
  it('reads a row that was written before jobs had a state', async () => {
    const process = processes.next();
    const table = await process.get(StorageClients, { strict: false }).table('jobs');
    const createdAt = new Date('2026-01-01T00:00:00Z');
    const old = { schemaVersion: 1, jobId: 'old', tenantId: 't', accountId: '7', username: 'u' };
    await table.createEntity({ partitionKey: 'job', rowKey: 'old', ...old, createdAt });
    await expect(process.get(JobStore).find('old')).resolves.toEqual({
      ...old,
      createdAt,
      state: 'created',
      paused: false,
    });
  });
});

describe('AzureLoginStore', () => {
  it('sweeps out logins that nobody came back for', async () => {
    const process = processes.next();
    const login = { sealedToken: 't', sealedSecret: 's', expiresAt: clock.now() };
    await process.get(LoginStore).keep('left behind', login);
    clock.advance(1);
    await process.get(LoginStore).keep('later', login);
    const table = await process.get(StorageClients, { strict: false }).table('logins');
    const rows = await Array.fromAsync(table.listEntities(), ({ rowKey }) => rowKey);
    expect(rows).not.toContain('left behind');
  });
});

describe('the list of AzureTaskStore', () => {
  it('goes on with a row that was written before there was a list, and lists it once it changes', async () => {
    const process = processes.next();
    const [tasks, list] = [process.get(TaskStore), process.get(TaskList)];
    const { window, dirtyEntities: _, ...plain } = aDownloadTask({ jobId: 'old', taskId: 'old' });
    const times = { windowStart: window.start, windowEnd: window.end, dirtyEntities: '[]' };
    const row = { partitionKey: 'old', rowKey: 'old', ...plain, ...times };
    const table = await process.get(StorageClients, { strict: false }).table('tasks');
    await table.createEntity({ ...row, state: 'handed-back' });
    expect(await list.page({ jobIds: ['old'], limit: 1 })).toEqual({ tasks: [] });
    await tasks.receive(aDownloadTask({ jobId: 'old', taskId: 'old', receivedAt: new Date(9) }));
    expect((await list.page({ jobIds: ['old'], limit: 2 })).tasks).toMatchObject([
      { taskId: 'old', state: 'waiting', receivedAt: new Date(9) },
    ]);
  });
});

describe('tables that somebody removes meanwhile', () => {
  it('are told to be unavailable, and not asked for ever', async () => {
    const opened = await openModule(JobsModule, { slices: [freshStorage()], clock });
    const storage = opened.get(StorageClients, { strict: false });
    for (const name of ['jobs', 'tasks', 'parked', 'maildelivery', 'streams']) {
      await (await storage.table(name)).deleteTable();
    }
    const at = new Date(0);
    const calls = [
      opened.get(JobStore).change('job', (known) => known ?? aJob()),
      opened.get(TaskStore).receive(aDownloadTask()),
      opened.get(ParkedItems).park({
        jobId: 'job',
        accountId: '7',
        itemId: '1',
        taskId: 't',
        reason: 'r',
        parkedAt: at,
      }),
      opened.get(MailLedger).note('7', '202503', { id: '1', state: 'delivered', at }),
      opened.get(StreamChoices).set('7', ['likes'], at),
    ];
    const said = await Promise.allSettled(calls);
    expect(said).toMatchObject(
      calls.map(() => ({ status: 'rejected', reason: { code: 'jobs.unavailable' } })),
    );
  });
});
