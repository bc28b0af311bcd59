import { AppError, type ConnectorJob, Secret } from '@app/domain';
import { secretNames } from '@app/secrets';
import { aJob, FakeJobStore } from '@testing/jobs';
import { FakeSecretStore } from '@testing/secrets';

import { ConnectorApp } from '../../testing/connector-app';
import { ConnectorJobs } from './connector-jobs';

/** Jobs that something happens to just before one is changed. */
class Jobs extends FakeJobStore {
  meanwhile: (() => Promise<unknown>) | undefined;

  override async change(
    jobId: string,
    next: (known: ConnectorJob | undefined) => ConnectorJob,
  ): Promise<ConnectorJob> {
    const happening = this.meanwhile;
    this.meanwhile = undefined;
    await happening?.();
    return super.change(jobId, next);
  }
}

/** Secrets that can fail, and can take their time to be deleted. */
class Secrets extends FakeSecretStore {
  failures: Error[] = [];
  beforeDelete: Promise<unknown> = Promise.resolve();

  override async set(...[name, value]: [string, Secret]): Promise<void> {
    this.mayFail();
    await super.set(name, value);
  }

  override async delete(name: string): Promise<void> {
    this.mayFail();
    await this.beforeDelete;
    await super.delete(name);
  }

  private mayFail(): void {
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}

class Connector extends ConnectorApp {
  override readonly jobs = new Jobs();
  override readonly secrets = new Secrets();
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const down = () => new AppError('secrets.unavailable', 'The vault does not answer.');

describe('ConnectorJobs', () => {
  let connector: Connector;
  let jobs: ConnectorJobs;
  beforeEach(async () => {
    connector = new Connector();
    await connector.start();
    jobs = connector.app.get(ConnectorJobs, { strict: false });
  });
  afterEach(() => connector.stop());

  const job = (jobId = 'job') => connector.jobs.find(jobId);
  const keys = async (accountId = '7') =>
    (await connector.secrets.find(secretNames.accountKeys(accountId)))?.reveal();
  const login = (accountId = '7', time = 'first') => ({
    accountId,
    username: `user${accountId}`,
    accessToken: new Secret(`${time} token`),
    accessSecret: new Secret(`${time} secret`),
  });
  const packed = (time = 'first') =>
    JSON.stringify({ accessToken: `${time} token`, accessSecret: `${time} secret` });
  const setUp = async (jobId = 'job', accountId = '7') => {
    await jobs.connect(jobId, login(accountId));
    await jobs.finish(jobId, accountId);
  };
  const onDeleted = () => connector.call('delete', '/job/OnDeleted', { jobId: 'job' });
  const deletions = () => connector.audit.events.filter(({ action }) => action === 'job.deleted');
  /** Time goes by until it has come to its end. */
  const passing = async <T>(work: Promise<T>): Promise<T> => {
    const over = new AbortController();
    work.then(
      () => over.abort(),
      () => over.abort(),
    );
    for (let i = 0; i < 1000 && !over.signal.aborted; i++) {
      await settle();
      connector.clock.advance(50);
    }
    return work;
  };

  it.each([
    [{ accountId: '8' }, 'pending'],
    [{ state: 'deleted' }, 'deleted'],
    [{ accountId: '8', state: 'created' }, 'created'],
  ] as const)('finishes no set-up of what a job is not any more: %j', async (now, state) => {
    const pending = aJob({ state: 'pending', tokenSetAt: new Date() });
    await connector.jobs.save(pending);
    connector.jobs.meanwhile = () => connector.jobs.save({ ...pending, ...now });
    expect(await jobs.finish('job', '7')).toBe(false);
    expect((await job())?.state).toBe(state);
  });

  it('takes no keys from a job that logs in while another is deleted', async () => {
    await setUp();
    let go: () => void = () => undefined;
    connector.secrets.beforeDelete = new Promise<void>((resolve) => (go = resolve));
    await jobs.delete('job');
    const forgetting = jobs.forgetKeys('7');
    await settle();
    const connecting = jobs.connect('second', login('7', 'second'));
    for (let i = 0; i < 20; i++) await settle();
    go();
    await passing(Promise.all([forgetting, connecting]));
    expect(await job('second')).toMatchObject({ state: 'pending', accountId: '7' });
    expect(await keys()).toBe(packed('second'));
  });

  it.each([1, 2, 3])('deletes and connects at once, in whichever order: %i', async (lead) => {
    await setUp();
    await jobs.delete('job');
    const connecting = jobs.connect('second', login());
    for (let i = 0; i < lead; i++) await Promise.resolve();
    await passing(Promise.all([connecting, jobs.forgetKeys('7')]));
    expect(await keys()).toBe(packed());
  });

  it('keeps the old keys, and no half of the new, when they cannot be stored', async () => {
    await setUp();
    const before = await job();
    connector.secrets.failures = [down()];
    const connecting = jobs.connect('job', login('7', 'second'));
    await expect(connecting).rejects.toMatchObject({ code: 'secrets.unavailable' });
    expect(await keys()).toBe(packed());
    expect(await job()).toEqual(before);
  });

  it('does not finish what has no keys yet', async () => {
    connector.secrets.failures = [down()];
    await expect(jobs.connect('job', login())).rejects.toMatchObject({
      code: 'secrets.unavailable',
    });
    expect(await jobs.finish('job', '7')).toBe(false);
    await setUp();
    expect(await job()).toMatchObject({ state: 'created' });
  });

  it('notes a deletion though the keys cannot be forgotten yet', async () => {
    await setUp();
    connector.secrets.failures = [down()];
    expect((await onDeleted()).status).toBe(503);
    expect(await job()).toMatchObject({ state: 'deleted' });
    expect(deletions()).toMatchObject([{ subject: 'job', details: { accountId: '7' } }]);
    expect((await onDeleted()).status).toBe(200);
    expect(await keys()).toBeUndefined();
    expect(await job()).toMatchObject({ keysReleasedAt: connector.clock.now() });
  });

  it('goes to another account only once the keys of the first are forgotten', async () => {
    await jobs.connect('job', login());
    connector.secrets.failures = [down()];
    const going = () => jobs.connect('job', login('8'));
    await expect(going()).rejects.toMatchObject({ code: 'secrets.unavailable' });
    expect(await job()).toMatchObject({ state: 'deleted', accountId: '7' });
    await going();
    expect(await job()).toMatchObject({ state: 'pending', accountId: '8' });
    expect([await keys(), await keys('8')]).toEqual([undefined, packed()]);
  });

  describe('of an account that is paused', () => {
    const paused = async (jobId: string) => (await job(jobId))?.paused;

    it('are paused when they are new', async () => {
      await connector.jobs.save(aJob({ paused: true }));
      await setUp('second');
      expect(await job('second')).toMatchObject({ state: 'created', paused: true });
    });

    it.each([
      ['one of its jobs is not', aJob({ jobId: 'other' })],
      ['only a deleted one is', aJob({ state: 'deleted', paused: true })],
      ['it is another account', aJob({ accountId: '8', paused: true })],
    ])('are not paused when %s', async (_, known) => {
      await connector.jobs.save(aJob({ jobId: 'other', paused: true, state: 'deleted' }));
      await connector.jobs.save(known);
      await setUp('second');
      expect(await paused('second')).toBe(false);
    });

    it('stay as they are when their owner logs in again', async () => {
      await setUp();
      await connector.jobs.save(aJob({ jobId: 'other', paused: true }));
      await setUp();
      expect(await paused('job')).toBe(false);
    });
  });
});
