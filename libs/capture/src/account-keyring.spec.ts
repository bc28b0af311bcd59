import { type CaptureState } from '@app/archive';
import { AppError, type ConnectorJob, Secret, type Stream } from '@app/domain';
import { AccountTurn, ExclusiveWork } from '@app/jobs';
import { secretNames } from '@app/secrets';
import { FakeCaptureStateStore } from '@testing/archive';
import { FakeClock } from '@testing/domain';
import { aJob, FakeJobStore, FakeLeaseStore } from '@testing/jobs';
import { FakeSecretStore } from '@testing/secrets';

import { unpackKeys } from './account-key-format';
import { AccountKeyring } from './account-keyring';

const DAY_MS = 24 * 3600_000;
const keys = { accessToken: new Secret('token'), accessSecret: new Secret('its secret') };
const name = secretNames.accountKeys('7');

/** Stores in whose midst something else may happen. */
class Secrets extends FakeSecretStore {
  meanwhile: () => Promise<unknown> = () => Promise.resolve();

  override async delete(secret: string): Promise<void> {
    await this.meanwhile();
    await super.delete(secret);
  }
}
class Jobs extends FakeJobStore {
  meanwhile: () => Promise<unknown> = () => Promise.resolve();

  override async change(jobId: string, next: (known: ConnectorJob | undefined) => ConnectorJob) {
    await this.meanwhile();
    return super.change(jobId, next);
  }
}
class States extends FakeCaptureStateStore {
  meanwhile: () => Promise<unknown> = () => Promise.resolve();

  override async save(
    accountId: string,
    state: CaptureState,
    revision: string | undefined,
    stream?: Stream,
  ): Promise<string> {
    const happens = this.meanwhile;
    this.meanwhile = () => Promise.resolve();
    await happens();
    return super.save(accountId, state, revision, stream);
  }
}

async function setUp(...given: ConnectorJob[]) {
  const clock = new FakeClock();
  const [secrets, jobs, states] = [new Secrets(), new Jobs(), new States()];
  for (const job of given) await jobs.save(job);
  const turn = new AccountTurn(new ExclusiveWork(new FakeLeaseStore(clock), clock), clock);
  const keyring = new AccountKeyring(secrets, jobs, states, turn, clock);
  const has = async (accountId: string) =>
    (await secrets.find(secretNames.accountKeys(accountId))) !== undefined;
  return { clock, secrets, jobs, states, keyring, has };
}

describe('keys that are kept', () => {
  it('can be read again', async () => {
    const { keyring, secrets } = await setUp();
    await keyring.keep('7', keys);
    const packed = await secrets.find(name);
    const read = packed && unpackKeys(name, packed);
    expect([read?.accessToken.reveal(), read?.accessSecret.reveal()]).toEqual([
      'token',
      'its secret',
    ]);
  });

  it('end the rest that X’s refusal of the old ones has begun, and nothing else', async () => {
    const { keyring, states } = await setUp();
    const parked = { reason: 'twitter.unauthorized', until: new Date(9e12) } as const;
    const going = { coverage: [], postsRead: 3, caughtUpAt: new Date(0) };
    await states.save('7', { ...going, parked }, undefined);
    await keyring.keep('7', keys);
    expect((await states.load('7')).state).toEqual(going);
  });

  it('end it for every stream', async () => {
    const { keyring, states } = await setUp();
    const parked = { reason: 'twitter.permission_missing', until: new Date(9e12) } as const;
    for (const stream of ['messages', 'deletions'] as const) {
      await states.save('7', { coverage: [], postsRead: 3, parked }, undefined, stream);
    }
    await keyring.keep('7', keys);
    for (const stream of ['messages', 'deletions'] as const) {
      expect((await states.load('7', stream)).state).toEqual({ coverage: [], postsRead: 3 });
    }
  });

  it('leave a rest alone that has another reason', async () => {
    const { keyring, states } = await setUp();
    const parked = { reason: 'twitter.rate_limited', until: new Date(9e12) } as const;
    const revision = await states.save('7', { coverage: [], postsRead: 3, parked }, undefined);
    await keyring.keep('7', keys);
    expect(await states.load('7')).toEqual({
      state: { coverage: [], postsRead: 3, parked },
      revision,
    });
  });

  it('end the rest of whoever was quicker, too', async () => {
    const { keyring, states } = await setUp();
    const parked = { reason: 'twitter.unauthorized', until: new Date(9e12) } as const;
    const revision = await states.save('7', { coverage: [], postsRead: 3, parked }, undefined);
    states.meanwhile = () => states.save('7', { coverage: [], postsRead: 4, parked }, revision);
    await keyring.keep('7', keys);
    expect((await states.load('7')).state).toEqual({ coverage: [], postsRead: 4 });
  });

  it('say so when the rest cannot be ended', async () => {
    const { keyring, states } = await setUp();
    const parked = { reason: 'twitter.unauthorized', until: new Date(9e12) } as const;
    await states.save('7', { coverage: [], postsRead: 3, parked }, undefined);
    states.meanwhile = () => Promise.reject(new AppError('archive.unavailable', 'no'));
    await expect(keyring.keep('7', keys)).rejects.toMatchObject({ code: 'archive.unavailable' });
  });
});

describe('keys that are released', () => {
  it('stay while a job needs them', async () => {
    const gone = aJob({ jobId: 'gone', state: 'deleted' });
    const { keyring, jobs, has } = await setUp(gone, aJob({ jobId: 'needs them' }));
    await keyring.keep('7', keys);
    await keyring.release('7');
    expect(await has('7')).toBe(true);
    expect(await jobs.find('gone')).toEqual(gone);
  });

  it('are forgotten with the last job, which notes when; other accounts keep theirs', async () => {
    const earlier = aJob({ jobId: 'a', state: 'deleted', keysReleasedAt: new Date(0) });
    const other = aJob({ jobId: 'c', accountId: '8', state: 'deleted' });
    const { keyring, jobs, clock, has } = await setUp(
      earlier,
      aJob({ jobId: 'b', state: 'deleted' }),
      other,
    );
    await keyring.keep('7', keys);
    await keyring.keep('8', keys);
    await keyring.release('7');
    expect([await has('7'), await has('8')]).toEqual([false, true]);
    expect(await jobs.find('a')).toEqual(earlier);
    expect(await jobs.find('b')).toHaveProperty('keysReleasedAt', clock.now());
    expect(await jobs.find('c')).toEqual(other);
  });

  it.each([
    ['is set up again', aJob({ tokenSetAt: new Date(0) })],
    ['belongs to another account', aJob({ accountId: '8', state: 'deleted' })],
  ])('are not noted in a job that %s meanwhile', async (_, changed) => {
    const { keyring, jobs, secrets } = await setUp(aJob({ state: 'deleted' }));
    secrets.meanwhile = () => jobs.save(changed);
    await keyring.release('7');
    expect(await jobs.find('job')).toEqual(changed);
  });

  it('stay when whoever releases them was stopped', async () => {
    const { keyring, jobs, has } = await setUp(aJob({ state: 'deleted' }));
    await keyring.keep('7', keys);
    const stop = new AbortController();
    const list = jobs.list.bind(jobs);
    jobs.list = (options) => {
      stop.abort(new Error('stopped'));
      return list(options);
    };
    await expect(keyring.release('7', stop.signal)).rejects.toThrow('stopped');
    expect(await has('7')).toBe(true);
  });
});

it('finds the accounts whose keys nothing needs any more, each once', async () => {
  const { keyring } = await setUp(
    aJob({ jobId: 'a', accountId: '1', state: 'deleted' }),
    aJob({ jobId: 'b', accountId: '1', state: 'deleted' }),
    aJob({ jobId: 'c', accountId: '2', state: 'deleted' }),
    aJob({ jobId: 'd', accountId: '2' }),
    aJob({ jobId: 'e', accountId: '3', state: 'deleted', keysReleasedAt: new Date(0) }),
    aJob({ jobId: 'f', accountId: '4' }),
  );
  expect(await keyring.unreleased()).toEqual(['1']);
});

describe('set-ups that nobody has finished', () => {
  const pending = aJob({
    jobId: 'b',
    state: 'pending',
    remediation: { type: 'Relogin', since: new Date(0) },
  });
  const untold = () => Promise.resolve();

  it('end after a day, and no other job does', async () => {
    const { keyring, jobs, clock } = await setUp(aJob({ jobId: 'a' }));
    const job = { ...pending, createdAt: clock.now() };
    await jobs.save(job);
    const told: unknown[] = [];
    const tell = async (ended: ConnectorJob) => {
      told.push(ended, (await jobs.find('b'))?.state);
    };
    clock.advance(DAY_MS);
    await keyring.endAbandoned(tell);
    expect(told).toEqual([]);
    clock.advance(1);
    await keyring.endAbandoned(tell);
    await keyring.endAbandoned(tell);
    expect(told).toEqual([job, 'pending']);
    expect(await jobs.find('b')).toEqual({ ...job, state: 'deleted', remediation: undefined });
    expect(await jobs.find('a')).toEqual(aJob({ jobId: 'a' }));
  });

  it('end only once that is noted', async () => {
    const { keyring, jobs, clock } = await setUp();
    await jobs.save({ ...pending, createdAt: clock.now() });
    clock.advance(2 * DAY_MS);
    const untellable = () => Promise.reject(new AppError('audit.unavailable', 'no'));
    await expect(keyring.endAbandoned(untellable)).rejects.toMatchObject({
      code: 'audit.unavailable',
    });
    expect(await jobs.find('b')).toMatchObject({ state: 'pending' });
  });

  it('do not end when somebody finishes one meanwhile', async () => {
    const { keyring, jobs, clock } = await setUp();
    await jobs.save({ ...pending, createdAt: clock.now() });
    clock.advance(2 * DAY_MS);
    const finished = aJob({ jobId: 'b' });
    jobs.meanwhile = () => jobs.save(finished);
    await keyring.endAbandoned(untold);
    expect(await jobs.find('b')).toEqual(finished);
  });

  it('are not noted when somebody finishes one before its turn', async () => {
    const { keyring, jobs, clock } = await setUp();
    await jobs.save({ ...pending, createdAt: clock.now() });
    clock.advance(2 * DAY_MS);
    const list = jobs.list.bind(jobs);
    jobs.list = async () => {
      const listed = await list();
      await jobs.save(aJob({ jobId: 'b' }));
      return listed;
    };
    await expect(
      keyring.endAbandoned(() => Promise.reject(new Error('noted'))),
    ).resolves.toBeUndefined();
  });
});
