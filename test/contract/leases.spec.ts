import { setTimeout as delay } from 'node:timers/promises';
import { type TestingModule } from '@nestjs/testing';
import { JobsModule, LeaseStore } from '@app/jobs';
import { FakeClock } from '@testing/domain';
import { describeLeaseStore } from '@testing/jobs';

import { openModule, openProcesses } from '../support/open-module';
import { StorageProxy } from '../../scripts/chaos/storage-proxy';
import { freshStorage, storageBy, storageConnectionString } from '../support/storage';

const HOUR_MS = 3600_000;
const storage = freshStorage();
let processes: { next(): TestingModule };
const skewed = new Map<number, TestingModule>();

beforeAll(async () => {
  const at = (aheadMs: number) => ({
    slices: [storage],
    clock: new FakeClock(Date.now() + aheadMs),
  });
  processes = await openProcesses(JobsModule, at(0));
  for (const aheadMs of [HOUR_MS, -HOUR_MS]) {
    skewed.set(aheadMs, await openModule(JobsModule, at(aheadMs)));
  }
});

describeLeaseStore('AzureLeaseStore', {
  open: (aheadMs = 0) =>
    (skewed.get(aheadMs) ?? processes.next()).get(LeaseStore, { strict: false }),
  pass: (seconds) => delay(seconds * 1000 + 100),
});

describe('AzureLeaseStore, when answers are lost', () => {
  let proxy: StorageProxy;
  let store: LeaseStore;
  let other: LeaseStore;
  const hold = (name: string, by = store) => by.acquire(name, 'owner', 60);
  /** So many writes are done, and nobody is told. */
  const loseAnswers = (times: number) =>
    proxy.add({
      kind: 'lost-answer',
      meets: (service, { method }) => service === 'table' && method !== 'GET',
      ...{ after: 0, times },
    });

  beforeAll(async () => {
    proxy = await StorageProxy.before(storageConnectionString());
    const slices = [storageBy(proxy.connectionString, storage)];
    const open = async () =>
      (await openModule(JobsModule, { slices, clock: new FakeClock() })).get(LeaseStore);
    [store, other] = [await open(), await open()];
    // The table is there.
    await hold('first');
    await hold('first', other);
  });
  afterEach(() => proxy.clear());
  afterAll(() => proxy.close());

  it('has the lease that it was given', async () => {
    loseAnswers(1);
    const lease = await hold('given');
    expect(lease).toBeDefined();
    expect(await hold('given', other)).toBeUndefined();
    loseAnswers(1);
    expect(await lease?.renew()).toBe(true);
    loseAnswers(1);
    await lease?.release();
    expect(await hold('given', other)).toBeDefined();
  });

  it('has at its next try what it was given without being told at all', async () => {
    loseAnswers(3);
    await expect(hold('untold')).rejects.toMatchObject({ code: 'jobs.unavailable' });
    expect(await hold('untold', other)).toBeUndefined();
    expect(await hold('untold')).toBeDefined();
    expect(await hold('untold')).toBeUndefined();
  });

  it('has not what another has taken meanwhile', async () => {
    const lease = await hold('lost');
    await lease?.release();
    expect(await hold('lost', other)).toBeDefined();
    expect(await lease?.renew()).toBe(false);
    expect(await hold('lost')).toBeUndefined();
  });
});
