import { AccountCredentials, packKeys } from '@app/capture';
import { CaptureConfig, slice } from '@app/config';
import { AppError, Secret } from '@app/domain';
import { ExclusiveWork, type RequestedCapture } from '@app/jobs';
import { secretNames } from '@app/secrets';
import { CaptureWorld } from '@testing/capture';
import { aJob, FakeCaptureRequests, FakeJobStore, FakeLeaseStore } from '@testing/jobs';
import { recordLog } from '@testing/logging';
import { FakeSecretStore } from '@testing/secrets';

import { CaptureTurn } from './capture-turn';
import { RequestedCaptures } from './requested-captures';

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Requests that can be kept from being listed. */
class Requests extends FakeCaptureRequests {
  failures: Error[] = [];

  override list(): Promise<RequestedCapture[]> {
    const failure = this.failures.shift();
    return failure ? Promise.reject(failure) : super.list();
  }
}

async function setUp(differs: Parameters<typeof aJob>[0] = {}) {
  const world = new CaptureWorld();
  const { clock } = world;
  const [jobs, requests, secrets, log] = [
    new FakeJobStore(),
    new Requests(),
    new FakeSecretStore(),
    recordLog(),
  ];
  const key = new Secret('key');
  await secrets.set(secretNames.xAppKey, key);
  await secrets.set(secretNames.xAppSecret, key);
  await secrets.set(
    secretNames.accountKeys('7'),
    packKeys({ accessToken: key, accessSecret: key }),
  );
  await jobs.save(aJob(differs));
  const config = slice(CaptureConfig, {
    intervalSeconds: 300,
    settleSeconds: 0,
    leaseSeconds: 60,
    mediaConcurrency: 1,
    ...{ overlapHours: 24, overlapMinutes: 240, sweepDays: 30, sweepHours: 24 },
  });
  const exclusive = new ExclusiveWork(new FakeLeaseStore(clock), clock);
  const credentials = new AccountCredentials(secrets);
  const streams = world.streams();
  const turn = new CaptureTurn(streams, credentials, exclusive, config, log.logger());
  const captures = new RequestedCaptures(requests, jobs, turn, clock, log.logger());
  const work = async () => {
    for (let i = 0; i < 20; i++) await settle();
  };
  const pass = async (ms: number) => {
    clock.advance(ms);
    await work();
  };
  const ask = () => requests.ask({ accountId: '7', requestedAt: clock.now() });
  const waiting = async () => (await requests.find('7')) !== undefined;
  const stop = () => captures.onApplicationShutdown();
  const start = async () => {
    captures.onApplicationBootstrap();
    await work();
  };
  const asked = () => world.source.requests.length;
  return { world, requests, exclusive, log, start, stop, pass, work, ask, waiting, asked };
}

describe('RequestedCaptures', () => {
  it('captures within seconds what was asked for, once', async () => {
    const { start, stop, pass, ask, asked, waiting } = await setUp();
    await start();
    await ask();
    await pass(2999);
    expect([asked(), await waiting()]).toEqual([0, true]);
    await pass(1);
    expect([asked(), await waiting()]).toEqual([1, false]);
    await pass(3000);
    expect(asked()).toBe(1);
    await stop();
  });

  it('captures an account though it is parked', async () => {
    const { world, start, stop, pass, ask, asked } = await setUp();
    world.source.disturbances = ['limited'];
    await start();
    await ask();
    await pass(3000);
    await ask();
    await pass(3000);
    expect(asked()).toBe(2);
    await stop();
  });

  it.each([{ paused: true }, { state: 'deleted' }, { accountId: '8' }] as const)(
    'forgets a request for an account whose only job has %j',
    async (differs) => {
      const { start, stop, ask, asked, waiting } = await setUp(differs);
      await ask();
      await start();
      expect([asked(), await waiting()]).toEqual([0, false]);
      await stop();
    },
  );

  it('keeps the request while another is at the account, and serves it then', async () => {
    const { exclusive, start, stop, pass, ask, asked, waiting } = await setUp();
    let end: (done: object) => void = () => undefined;
    const turn = { name: 'capture.7', leaseSeconds: 60, signal: new AbortController().signal };
    const other = exclusive.run(turn, () => new Promise<object>((resolve) => (end = resolve)));
    await ask();
    await start();
    expect([asked(), await waiting()]).toEqual([0, true]);
    end({});
    await other;
    await pass(3000);
    expect([asked(), await waiting()]).toEqual([1, false]);
    await stop();
  });

  it('serves a request that was made while the one before was served', async () => {
    const { world, start, stop, pass, work, ask, asked } = await setUp();
    let go: () => void = () => undefined;
    world.source.onRequest = () => new Promise<void>((resolve) => (go = resolve));
    await ask();
    await start();
    await pass(3000);
    await ask();
    go();
    await work();
    await pass(3000);
    expect(asked()).toBe(2);
    go();
    await stop();
  });

  it('leaves a failed capture to the schedule', async () => {
    const { world, log, start, stop, pass, ask, asked, waiting } = await setUp();
    world.source.disturbances = [new AppError('twitter.network', 'no')];
    await ask();
    await start();
    await pass(3000);
    expect([asked(), await waiting()]).toEqual([1, false]);
    expect(log.lines).toMatchObject([{ level: 'warn', event: 'capture', accountId: '7' }]);
    await stop();
  });

  it('keeps a request whose turn was stopped half-way', async () => {
    const { world, start, stop, ask, waiting } = await setUp();
    let go: () => void = () => undefined;
    world.source.onRequest = () => new Promise<void>((resolve) => (go = resolve));
    await ask();
    await start();
    const stopped = stop();
    go();
    await stopped;
    expect(await waiting()).toBe(true);
  });

  it('goes on when the requests cannot be listed', async () => {
    const { requests, log, start, stop, pass, ask, waiting } = await setUp();
    requests.failures = [new AppError('jobs.unavailable', 'no')];
    await ask();
    await start();
    expect(await waiting()).toBe(true);
    await pass(3000);
    expect(await waiting()).toBe(false);
    expect(log.lines[0]).toMatchObject({ level: 'error' });
    await stop();
  });
});
