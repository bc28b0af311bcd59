import { SchedulerRegistry } from '@nestjs/schedule';
import { AccountCredentials, packKeys } from '@app/capture';
import { CaptureConfig, slice } from '@app/config';
import { AppError, type Clock, type ConnectorJob, Secret } from '@app/domain';
import { ExclusiveWork } from '@app/jobs';
import { secretNames } from '@app/secrets';
import { CaptureWorld } from '@testing/capture';
import { aJob, FakeJobStore, FakeLeaseStore } from '@testing/jobs';
import { recordLog } from '@testing/logging';
import { FakeSecretStore } from '@testing/secrets';

import { CaptureSchedule } from './capture-schedule';
import { CaptureTurn } from './capture-turn';

const INTERVAL_MS = 300_000;

/** Jobs that can be kept from being listed. */
class Jobs extends FakeJobStore {
  failures: Error[] = [];

  override list(): Promise<ConnectorJob[]> {
    const failure = this.failures.shift();
    return failure ? Promise.reject(failure) : super.list();
  }
}

async function setUp(...accountIds: string[]) {
  const world = new CaptureWorld();
  const jobs = new Jobs();
  const secrets = new FakeSecretStore();
  const key = new Secret('key');
  await secrets.set(secretNames.xAppKey, key);
  await secrets.set(secretNames.xAppSecret, key);
  for (const accountId of accountIds) {
    const keys = packKeys({ accessToken: key, accessSecret: key });
    await secrets.set(secretNames.accountKeys(accountId), keys);
    await jobs.save(aJob({ jobId: `job of ${accountId}`, accountId }));
  }
  const config = slice(CaptureConfig, {
    intervalSeconds: INTERVAL_MS / 1000,
    settleSeconds: 0,
    leaseSeconds: 60,
    mediaConcurrency: 1,
    ...{ overlapHours: 24, overlapMinutes: 240, sweepDays: 30, sweepHours: 24 },
  });
  const log = recordLog();
  const clock: Clock = world.clock;
  const exclusive = new ExclusiveWork(new FakeLeaseStore(clock), clock);
  const credentials = new AccountCredentials(secrets);
  const streams = world.streams();
  const turn = new CaptureTurn(streams, credentials, exclusive, config, log.logger());
  const schedule = new CaptureSchedule(jobs, turn, config, new SchedulerRegistry(), log.logger());
  return { world, jobs, secrets, schedule, log };
}

/** Lets time go by, and all that can be done in it. */
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

describe('CaptureSchedule', () => {
  beforeEach(() => jest.useFakeTimers({ now: 0 }));
  afterEach(() => jest.useRealTimers());

  const asked = ({ source }: CaptureWorld) => source.requests.map(({ accountId }) => accountId);

  it("captures every job's account at start and at every interval", async () => {
    const { world, schedule, jobs } = await setUp('7', '8');
    await jobs.save(aJob({ jobId: 'another of 7', accountId: '7' }));
    await jobs.save(aJob({ jobId: 'paused', accountId: '9', paused: true }));
    schedule.onApplicationBootstrap();
    await pass(INTERVAL_MS - 1);
    expect(asked(world).toSorted()).toEqual(['7', '8']);
    await pass(1);
    expect(asked(world).toSorted()).toEqual(['7', '7', '8', '8']);
    await schedule.onApplicationShutdown();
  });

  it('takes no second turn of an account that is at its first, and lets no other wait for it', async () => {
    const { world, schedule } = await setUp('7', '8');
    let go: () => void = () => undefined;
    world.source.onRequest = ({ accountId }) =>
      accountId === '7' ? new Promise<void>((resolve) => (go = resolve)) : undefined;
    schedule.onApplicationBootstrap();
    await pass(2 * INTERVAL_MS);
    expect(asked(world).toSorted()).toEqual(['7', '8', '8', '8']);
    go();
    await pass(INTERVAL_MS);
    expect(asked(world).filter((id) => id === '7')).toHaveLength(2);
    go();
    await schedule.onApplicationShutdown();
  });

  it('goes on when a turn, or the list of jobs, fails', async () => {
    const { world, schedule, jobs, log } = await setUp('7');
    world.source.disturbances = [new AppError('twitter.network', 'no')];
    schedule.onApplicationBootstrap();
    await pass(1);
    jobs.failures = [new AppError('jobs.unavailable', 'no')];
    await pass(INTERVAL_MS);
    await pass(INTERVAL_MS);
    expect(asked(world)).toHaveLength(2);
    expect(log.lines).toMatchObject([
      { level: 'warn', event: 'capture', accountId: '7' },
      { level: 'error', msg: 'the jobs cannot be listed' },
      { level: 'info', event: 'page' },
      { level: 'info', event: 'capture', accountId: '7', kind: 'caught-up' },
    ]);
    await schedule.onApplicationShutdown();
  });

  it('says what an admin has to mend, and goes on once that is done', async () => {
    const { world, secrets, schedule, log } = await setUp('7');
    const name = secretNames.accountKeys('7');
    await secrets.delete(name);
    schedule.onApplicationBootstrap();
    await pass(1);
    expect(log.lines).toMatchObject([{ level: 'error', msg: 'capture failed' }]);
    const until = new Date(world.clock.now().getTime() + 15 * 60_000);
    const parked = async () => (await world.states.load('7')).state.parked;
    expect(await parked()).toEqual({ reason: 'secrets.missing', until });
    const key = new Secret('key');
    await secrets.set(name, packKeys({ accessToken: key, accessSecret: key }));
    await pass(INTERVAL_MS);
    expect(asked(world)).toEqual(['7']);
    expect(await parked()).toBeUndefined();
    await schedule.onApplicationShutdown();
  });

  it('stops what is under way, waits for its end, and starts nothing more', async () => {
    const { world, schedule, log } = await setUp('7');
    let go: () => void = () => undefined;
    world.source.onRequest = () => new Promise<void>((resolve) => (go = resolve));
    schedule.onApplicationBootstrap();
    await pass(1);
    let isStopped = false;
    const stopped = schedule.onApplicationShutdown().then(() => (isStopped = true));
    await pass(INTERVAL_MS);
    expect(isStopped).toBe(false);
    go();
    await stopped;
    await pass(INTERVAL_MS);
    expect([asked(world), log.lines]).toEqual([['7'], []]);
  });
});
