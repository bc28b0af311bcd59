import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { CaptureStateStore } from '@app/archive';
import { AuditLog } from '@app/audit';
import { AccountKeyring } from '@app/capture';
import { AadConfig, slice } from '@app/config';
import { AppError, Clock, type Secret } from '@app/domain';
import { AccountTurn, ExclusiveWork, JobStore, LeaseStore, StreamChoices } from '@app/jobs';
import { secretNames, SecretStore } from '@app/secrets';
import { PostSource } from '@app/twitter-ingestion';
import { FakeCaptureStateStore } from '@testing/archive';
import { FakeAuditLog } from '@testing/audit';
import { FakeClock } from '@testing/domain';
import { aJob, FakeJobStore, FakeLeaseStore, FakeStreamChoices } from '@testing/jobs';
import { FakeSecretStore } from '@testing/secrets';
import { FakePostSource } from '@testing/twitter-ingestion';

import { AuditTrail } from '../../apps/connector/src/audit/audit-trail';
import { ConnectorJobs } from '../../apps/connector/src/connector-api/connector-jobs';
import { connectAccount } from './connect-account';
import { JobSetUp } from './job-set-up';

const keys = {
  jobId: 'job',
  ...{ xAppKey: 'app', xAppSecret: 'app-canary', apiSecretKey: 'portal-canary' },
  ...{ xAccessToken: 'token', xAccessSecret: 'token-canary' },
};

const aad = { tenantId: 'tenant', authorityUrl: new URL('https://login.example') };

/** Secrets of which some cannot be kept. */
class Secrets extends FakeSecretStore {
  readonly stuck = new Set<string>();

  override async set(name: string, value: Secret, options?: { by?: string }): Promise<void> {
    if (this.stuck.has(name)) throw new AppError('secrets.unavailable', 'no');
    await super.set(name, value, options);
  }
}

describe('an account that a command connects', () => {
  const accountKeys = secretNames.accountKeys('7');
  let clock: FakeClock;
  let jobs: FakeJobStore;
  let secrets: Secrets;
  let streams: FakeStreamChoices;
  let audit: FakeAuditLog;
  let x: FakePostSource;
  let app: INestApplicationContext;

  beforeEach(async () => {
    clock = new FakeClock();
    jobs = new FakeJobStore();
    secrets = new Secrets(clock);
    streams = new FakeStreamChoices();
    audit = new FakeAuditLog();
    x = new FakePostSource(clock);
    app = await Test.createTestingModule({
      providers: [
        ...[AccountKeyring, AccountTurn, AuditTrail, ConnectorJobs, ExclusiveWork, JobSetUp],
        { provide: AadConfig, useValue: slice(AadConfig, aad) },
        { provide: AuditLog, useValue: audit },
        { provide: Clock, useValue: clock },
        { provide: CaptureStateStore, useValue: new FakeCaptureStateStore() },
        { provide: JobStore, useValue: jobs },
        { provide: LeaseStore, useValue: new FakeLeaseStore(clock) },
        { provide: PostSource, useValue: x },
        { provide: SecretStore, useValue: secrets },
        { provide: StreamChoices, useValue: streams },
      ],
    }).compile();
  });

  const kept = async (name: string) => (await secrets.find(name))?.reveal();
  const noted = () => audit.events.map(({ action, subject }) => `${action} ${subject ?? ''}`);

  it('is captured from now on, with a note of each step', async () => {
    await connectAccount(app, keys, ['likes']);
    const ids = { tenantId: 'tenant', accountId: '7', username: 'contoso' };
    expect(await jobs.find('job')).toMatchObject({ ...ids, state: 'created', paused: false });
    expect(JSON.parse((await kept(accountKeys)) ?? '')).toEqual({
      ...{ accessToken: 'token', accessSecret: 'token-canary' },
    });
    expect(await streams.of('7')).toEqual(['likes']);
    expect(noted()).toEqual([
      ...['settings.changed xAppKey', 'settings.changed xAppSecret'],
      ...['settings.changed apiSecretKey', 'account.streams-changed 7'],
      ...['consent.not-asked 7', 'account.connected 7', 'job.created job'],
    ]);
    expect(audit.events[0]?.actor).toMatchObject({ kind: 'operator' });
    expect(JSON.stringify(audit.events)).not.toContain('canary');
  });

  it('gets new keys when it is connected again; what has not changed is not noted', async () => {
    await connectAccount(app, keys);
    const before = await jobs.find('job');
    audit.events.splice(0);
    clock.advance(1000);
    await connectAccount(app, { ...keys, xAccessToken: 'second', apiSecretKey: 'another' });
    expect(await jobs.find('job')).toEqual({ ...before, tokenSetAt: clock.now() });
    expect(await kept(accountKeys)).toContain('second');
    expect(noted()).toEqual([
      ...['settings.changed apiSecretKey', 'consent.not-asked 7', 'account.connected 7'],
    ]);
  });

  it('goes on being captured when the new keys cannot be kept', async () => {
    await connectAccount(app, keys);
    const before = await jobs.find('job');
    secrets.stuck.add(accountKeys);
    const again = connectAccount(app, { ...keys, xAccessToken: 'second' });
    await expect(again).rejects.toMatchObject({ code: 'secrets.unavailable' });
    expect(await jobs.find('job')).toEqual(before);
  });

  it('takes no job from another, and changes nothing then', async () => {
    const others = aJob({ accountId: '8' });
    await jobs.save(others);
    await expect(connectAccount(app, keys, ['likes'])).rejects.toMatchObject({
      code: 'jobs.other_account',
    });
    expect(await jobs.find('job')).toEqual(others);
    expect(await kept(secretNames.xAppKey)).toBeUndefined();
    expect(noted()).toEqual([]);
  });

  it('gets a new job where one was deleted', async () => {
    await jobs.save(aJob({ state: 'deleted', createdAt: new Date(0) }));
    await connectAccount(app, keys);
    expect(await jobs.find('job')).toMatchObject({ state: 'created', createdAt: clock.now() });
  });

  it('is not said to be connected when somebody else sets the job up meanwhile', async () => {
    const append = audit.append.bind(audit);
    audit.append = async (event) => {
      if (event.action === 'job.created') await jobs.save(aJob({ accountId: '8' }));
      await append(event);
    };
    await expect(connectAccount(app, keys)).rejects.toMatchObject({ code: 'jobs.conflict' });
  });
});
