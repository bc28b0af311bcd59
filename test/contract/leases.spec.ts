import { setTimeout as delay } from 'node:timers/promises';
import { type TestingModule } from '@nestjs/testing';
import { JobsModule, LeaseStore } from '@app/jobs';
import { FakeClock } from '@testing/domain';
import { describeLeaseStore } from '@testing/jobs';

import { openModule, openProcesses } from '../support/open-module';
import { freshStorage } from '../support/storage';

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
