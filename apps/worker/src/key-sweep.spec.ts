import { AccountKeyring } from '@app/capture';
import { AppError, type ConnectorJob, Secret } from '@app/domain';
import { AccountTurn, ExclusiveWork } from '@app/jobs';
import { secretNames } from '@app/secrets';
import { FakeCaptureStateStore } from '@testing/archive';
import { FakeAuditLog } from '@testing/audit';
import { FakeClock } from '@testing/domain';
import { aJob, FakeJobStore, FakeLeaseStore } from '@testing/jobs';
import { recordLog } from '@testing/logging';
import { FakeSecretStore } from '@testing/secrets';

import { KeySweep } from './key-sweep';

const HOUR_MS = 3600_000;
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Secrets of which some cannot be deleted. */
class Secrets extends FakeSecretStore {
  readonly stuck = new Set<string>();
  deleted = 0;

  override delete(name: string): Promise<void> {
    if (this.stuck.has(name)) return Promise.reject(new AppError('secrets.unavailable', 'no'));
    this.deleted += 1;
    return super.delete(name);
  }
}

async function setUp(...given: ConnectorJob[]) {
  const clock = new FakeClock();
  const [jobs, secrets, audit, log] = [
    new FakeJobStore(),
    new Secrets(),
    new FakeAuditLog(),
    recordLog(),
  ];
  for (const job of given) {
    await jobs.save(job);
    await secrets.set(secretNames.accountKeys(job.accountId), new Secret('keys'));
  }
  const turn = new AccountTurn(new ExclusiveWork(new FakeLeaseStore(clock), clock), clock);
  const keyring = new AccountKeyring(secrets, jobs, new FakeCaptureStateStore(), turn, clock);
  const sweeps = [1, 2].map(() => new KeySweep(keyring, audit, clock, log.logger()));
  const pass = async (ms: number) => {
    for (let i = 0; i < 10; i++) await settle();
    clock.advance(ms);
    for (let i = 0; i < 10; i++) await settle();
  };
  const start = async () => {
    sweeps.forEach((sweep) => sweep.onApplicationBootstrap());
    await pass(250);
  };
  const stop = () => Promise.all(sweeps.map((sweep) => sweep.onApplicationShutdown()));
  const isKept = async (accountId: string) =>
    (await secrets.find(secretNames.accountKeys(accountId))) !== undefined;
  return { clock, jobs, secrets, audit, log, pass, start, stop, isKept };
}

describe('KeySweep', () => {
  it('forgets what was left of deleted jobs, once, and nothing that a job needs', async () => {
    const { jobs, secrets, start, stop, pass, isKept } = await setUp(
      aJob({ jobId: 'left', accountId: '7', state: 'deleted' }),
      aJob({ jobId: 'also left', accountId: '8', state: 'deleted' }),
      aJob({ jobId: 'needs it', accountId: '8' }),
    );
    await start();
    expect([await isKept('7'), await isKept('8')]).toEqual([false, true]);
    expect(await jobs.find('left')).toHaveProperty('keysReleasedAt');
    expect(await jobs.find('also left')).not.toHaveProperty('keysReleasedAt');
    const { deleted } = secrets;
    await pass(HOUR_MS);
    expect(secrets.deleted).toBe(deleted);
    await stop();
  });

  it('tries again what fails, and lets no other account wait for it', async () => {
    const { secrets, start, stop, pass, isKept } = await setUp(
      aJob({ jobId: 'a', accountId: '7', state: 'deleted' }),
      aJob({ jobId: 'b', accountId: '8', state: 'deleted' }),
    );
    secrets.stuck.add(secretNames.accountKeys('7'));
    await start();
    expect([await isKept('7'), await isKept('8')]).toEqual([true, false]);
    secrets.stuck.clear();
    await pass(HOUR_MS);
    expect(await isKept('7')).toBe(false);
    await stop();
  });

  it('ends a set-up that nobody has finished for a day, and says so once', async () => {
    const clock = new FakeClock();
    const tokenSetAt = clock.now();
    const { jobs, audit, start, stop, pass, isKept } = await setUp(
      aJob({ state: 'pending', accountId: '7', tokenSetAt }),
      aJob({ jobId: 'never logged in', state: 'pending', accountId: '8', createdAt: tokenSetAt }),
      aJob({ jobId: 'finished', accountId: '9', tokenSetAt }),
    );
    await start();
    await pass(23 * HOUR_MS);
    expect(await jobs.list()).toHaveLength(3);
    await pass(HOUR_MS);
    await pass(HOUR_MS);
    expect((await jobs.list()).map(({ jobId }) => jobId)).toEqual(['finished']);
    expect(await Promise.all(['7', '8', '9'].map(isKept))).toEqual([false, false, true]);
    expect(audit.events.map(({ subject }) => subject).toSorted()).toEqual([
      'job',
      'never logged in',
    ]);
    expect(audit.events[0]).toMatchObject({ actor: { kind: 'worker' }, action: 'job.deleted' });
    await stop();
  });

  it('ends none while that cannot be noted, and forgets what was left all the same', async () => {
    const { jobs, audit, start, stop, pass, isKept } = await setUp(
      aJob({ state: 'pending', createdAt: new Date(0) }),
      aJob({ jobId: 'left', accountId: '8', state: 'deleted' }),
    );
    const append = audit.append.bind(audit);
    audit.append = () => Promise.reject(new AppError('audit.unavailable', 'no'));
    await start();
    expect(await jobs.list()).toHaveLength(1);
    expect(await isKept('8')).toBe(false);
    audit.append = append;
    await pass(HOUR_MS);
    expect(await jobs.list()).toEqual([]);
    expect(audit.events).toMatchObject([{ action: 'job.deleted', subject: 'job' }]);
    await stop();
  });
});
