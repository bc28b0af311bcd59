import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueueClient } from '@azure/storage-queue';
import { type TestingModule } from '@nestjs/testing';
import { AuditLog } from '@app/audit';
import { AadConfig, SecretsConfig, slice, SystemClock } from '@app/config';
import { Secret } from '@app/domain';
import { JobStore } from '@app/jobs';
import { secretNames, SecretStore } from '@app/secrets';
import { aJob } from '@testing/jobs';

import { ConnectorJobs } from '../../apps/connector/src/connector-api/connector-jobs';
import { UsageError } from '../../scripts/local/usage-error';
import { problemsOf } from '../../scripts/migrate/migrate-text';
import { type MigratedJob } from '../../scripts/migrate/migrated';
import { Migration } from '../../scripts/migrate/migration';
import { MigrationModule } from '../../scripts/migrate/migration.module';
import { readSample, SAMPLE_QUEUE } from '../../scripts/migrate/read-sample';
import { openModule } from '../support/open-module';
import { aSampleJob, putSample, removeSample, sampleJobRows } from '../support/sample-tables';
import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { freshStorage, storageConnectionString } from '../support/storage';
import { xApiConfig } from '../support/x-api-config';

const contoso = '2244994945';
const fabrikam = '30100071';
const lastPostId = '1912345678901234567';
const theirAppId = '0e7f2c1a-9a55-4c1e-8d3a-5b6c7d8e9f00';
const never = new AbortController().signal;
const connectionString = storageConnectionString();

let sandbox: RunningSandbox;
let keys: { accessToken: string; accessSecret: string };
let fabrikamKeys: typeof keys;
let settings: Record<string, string>;
beforeAll(async () => {
  sandbox = await startSandbox({ posts: 0 });
  const { xAppKey, xAppSecret, xAccessToken, xAccessSecret, aadAppSecret } = sandbox.credentials;
  keys = { accessToken: xAccessToken, accessSecret: xAccessSecret };
  fabrikamKeys = await sandbox.control.letIn(fabrikam);
  settings = {
    ...{ TwitterApiKey: xAppKey, TwitterApiSecretKey: xAppSecret },
    ...{ AAdAppId: theirAppId, AAdAppSecret: aadAppSecret, AADAppUri: 'api://sample' },
  };
});
afterAll(() => sandbox.close());

describe('migration from the sample', () => {
  let opened: TestingModule;
  let folder: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'migration-'));
    const secrets = slice(SecretsConfig, {
      ...{ vaultUrl: undefined, directory: folder, cacheSeconds: 0, verifyChallenge: true },
      formerSigningKeys: [],
    });
    const aad = slice(AadConfig, {
      tenantId: sandbox.credentials.tenantId,
      authorityUrl: new URL(sandbox.url),
    });
    opened = await openModule(MigrationModule, {
      slices: [freshStorage(), secrets, aad, xApiConfig(new URL(sandbox.url))],
      clock: new SystemClock(),
    });
  });
  afterEach(async () => {
    await opened.close();
    rmSync(folder, { recursive: true });
  });

  const store = () => opened.get(JobStore, { strict: false });
  const secrets = () => opened.get(SecretStore, { strict: false });
  const secret = async (name: string) => (await secrets().find(name))?.reveal();
  const events = async () =>
    (await opened.get(AuditLog, { strict: false }).list({ limit: 100 })).events;
  const migrate = async ({
    dryRun = false,
    apiSecretKey = undefined as string | undefined,
  } = {}) => {
    const sample = await readSample(connectionString, never);
    const told: MigratedJob[] = [];
    const actor = { kind: 'operator', id: 'user 1' } as const;
    const report = await opened.get(Migration).run({
      ...{ sample, dryRun, apiSecretKey, actor, signal: never },
      onJob: (job) => told.push(job),
    });
    expect(told).toEqual(report.jobs);
    const { refused, waitingTasks } = sample;
    return { ...report, refused, waitingTasks };
  };
  const outcomes = ({ jobs }: { jobs: MigratedJob[] }) =>
    jobs.map(({ jobId, outcome }) => [jobId, outcome]).sort();
  const twoJobs = async () => {
    const jobs = [
      aSampleJob('job-1', contoso, keys, lastPostId),
      aSampleJob('job-2', fabrikam, fabrikamKeys),
    ];
    await putSample(connectionString, { jobs, settings });
  };

  it('takes over jobs, keys and settings, and leaves the sample as it is', async () => {
    await twoJobs();
    const before = await sampleJobRows(connectionString);
    const report = await migrate({ apiSecretKey: 'the key of the portal' });
    expect(outcomes(report)).toEqual([
      ['job-1', 'taken'],
      ['job-2', 'taken'],
    ]);
    expect(problemsOf(report)).toEqual([]);
    const { tenantId } = sandbox.credentials;
    expect(await store().list()).toMatchObject([
      { jobId: 'job-1', tenantId, accountId: contoso, state: 'created', paused: false },
      { jobId: 'job-2', tenantId, accountId: fabrikam, state: 'created', paused: false },
    ]);
    const packed = await secret(secretNames.accountKeys(contoso));
    expect(JSON.parse(packed ?? '')).toEqual(keys);
    expect({
      xAppKey: await secret(secretNames.xAppKey),
      xAppSecret: await secret(secretNames.xAppSecret),
      aadAppId: await secret(secretNames.aadAppId),
      aadAppSecret: await secret(secretNames.aadAppSecret),
      apiSecretKey: await secret(secretNames.apiSecretKey),
    }).toEqual({
      xAppKey: settings.TwitterApiKey,
      xAppSecret: settings.TwitterApiSecretKey,
      aadAppId: theirAppId,
      aadAppSecret: settings.AAdAppSecret,
      apiSecretKey: 'the key of the portal',
    });
    expect(await sampleJobRows(connectionString)).toEqual(before);
  });

  it('leaves audit events that name the last post of the sample, and no secret', async () => {
    await twoJobs();
    await migrate({ apiSecretKey: 'the key of the portal' });
    const noted = await events();
    const ofJob = noted.filter(({ action }) => action === 'job.created');
    expect(ofJob.map(({ subject, details }) => [subject, details.lastPostId]).sort()).toEqual([
      ['job-1', lastPostId],
      ['job-2', undefined],
    ]);
    const actions = noted.map(({ action }) => action);
    expect(actions.filter((action) => action === 'settings.changed')).toHaveLength(5);
    expect(actions.filter((action) => action === 'consent.not-asked')).toHaveLength(2);
    const written = JSON.stringify(noted);
    const { AAdAppSecret = '', TwitterApiSecretKey = '' } = settings;
    const values = [...Object.values(keys), ...Object.values(fabrikamKeys)];
    for (const value of [...values, AAdAppSecret, TwitterApiSecretKey, 'the key of the portal']) {
      expect(written).not.toContain(value);
    }
  });

  it('changes nothing when it is only asked what it would do', async () => {
    await twoJobs();
    const report = await migrate({ dryRun: true });
    expect(outcomes(report)).toEqual([
      ['job-1', 'taken'],
      ['job-2', 'taken'],
    ]);
    expect(await store().list()).toEqual([]);
    expect(await secret(secretNames.xAppKey)).toBeUndefined();
    expect(await events()).toEqual([]);
  });

  it('does nothing more when it is repeated', async () => {
    await twoJobs();
    await migrate();
    const [jobs, noted] = [await store().list(), await events()];
    const again = await migrate();
    expect(outcomes(again)).toEqual([
      ['job-1', 'known'],
      ['job-2', 'known'],
    ]);
    expect(new Set(again.settings.map(({ outcome }) => outcome))).toEqual(new Set(['same']));
    expect(await store().list()).toEqual(jobs);
    expect(await events()).toEqual(noted);
  });

  it('goes on where it was stopped between job and keys', async () => {
    await twoJobs();
    await store().save(aJob({ jobId: 'job-1', accountId: contoso, state: 'pending' }));
    expect(outcomes(await migrate())).toContainEqual(['job-1', 'taken']);
    expect(await store().find('job-1')).toMatchObject({ state: 'created' });
    expect(await secret(secretNames.accountKeys(contoso))).toBeDefined();
  });

  it('leaves no job without its event when it is stopped in the midst of it', async () => {
    await twoJobs();
    const jobs = opened.get(ConnectorJobs, { strict: false });
    const finish = jobs.finish.bind(jobs);
    jobs.finish = async (...given) => {
      await finish(...given);
      throw new Error('stopped');
    };
    await expect(migrate()).rejects.toThrow('stopped');
    jobs.finish = finish;
    expect(outcomes(await migrate())).toContainEqual(['job-1', 'known']);
    expect(await events()).toContainEqual(
      expect.objectContaining({ action: 'job.created', subject: 'job-1' }),
    );
  });

  it('names what it cannot take over, and takes the others', async () => {
    const good = aSampleJob('good', contoso, keys);
    const jobs = [
      good,
      { ...good, rowKey: 'no-json', SourceInfo: 'ClientToken' },
      { ...good, rowKey: 'no-keys', SourceInfo: '{"SinceId":"0"}' },
      { partitionKey: 'contoso', rowKey: 'no-account', SourceInfo: good.SourceInfo ?? '' },
      aSampleJob('two', contoso, keys),
      aSampleJob('two', fabrikam, fabrikamKeys),
      aSampleJob('shut-out', contoso, { accessToken: 'revoked-1', accessSecret: 'revoked-2' }),
      aSampleJob('others-keys', contoso, fabrikamKeys),
      aSampleJob('here-of-another', contoso, keys),
      aSampleJob('deleted', contoso, keys),
    ];
    await putSample(connectionString, { jobs, settings });
    await store().save(aJob({ jobId: 'here-of-another', accountId: fabrikam }));
    await store().save(aJob({ jobId: 'deleted', accountId: contoso, state: 'deleted' }));
    const report = await migrate();
    expect(outcomes(report)).toEqual([
      ['deleted', 'deleted-here'],
      ['good', 'taken'],
      ['here-of-another', 'refused'],
      ['others-keys', 'refused'],
      ['shut-out', 'refused'],
    ]);
    expect(problemsOf(report).sort()).toEqual([
      expect.stringMatching(/^job here-of-another: .*30100071/),
      expect.stringMatching(/^job no-account: partitionKey /),
      expect.stringMatching(/^job no-json: SourceInfo /),
      expect.stringMatching(/^job no-keys: SourceInfo /),
      expect.stringMatching(/^job others-keys: .*30100071/),
      expect.stringMatching(/^job shut-out: .*\(twitter\.unauthorized\)$/),
      expect.stringMatching(/^job two: .*2244994945 and 30100071/),
    ]);
    const live = (await store().list()).map(({ jobId }) => jobId);
    expect(live).toEqual(['good', 'here-of-another']);
  });

  it('leaves what is set here, and says where the portal knows another value', async () => {
    await twoJobs();
    await secrets().set(secretNames.aadAppId, new Secret('another-application'));
    await secrets().set(secretNames.apiSecretKey, new Secret('another key'));
    const report = await migrate({ apiSecretKey: 'the key of the portal' });
    expect(await secret(secretNames.aadAppSecret)).toBeUndefined();
    expect(await secret(secretNames.apiSecretKey)).toBe('another key');
    expect(problemsOf(report)).toEqual([
      expect.stringMatching(/^setting aadAppId: /),
      expect.stringMatching(/^setting apiSecretKey: /),
    ]);
  });

  it('refuses another app of X, and changes nothing', async () => {
    await twoJobs();
    await secrets().set(secretNames.xAppKey, new Secret('key-of-another-app'));
    await secrets().set(secretNames.xAppSecret, new Secret('secret-of-another-app'));
    await expect(migrate()).rejects.toMatchObject({ code: 'migration.other_app' });
    expect(await store().list()).toEqual([]);
    expect(await events()).toEqual([]);
  });

  it("refuses to begin without the app's keys", async () => {
    await putSample(connectionString, { jobs: [], settings: {} });
    await expect(migrate()).rejects.toMatchObject({ code: 'secrets.missing' });
  });
});

describe('the sample', () => {
  it('is read with the names its older versions had', async () => {
    const older = { TwitterAppId: 'key', TwitterAppSecret: 'secret' };
    await putSample(connectionString, { jobs: [], settings: older });
    const { settings: read } = await readSample(connectionString, never);
    expect([read.xAppKey?.reveal(), read.xAppSecret?.reveal()]).toEqual(['key', 'secret']);
  });

  it('has tasks that wait', async () => {
    await putSample(connectionString, { jobs: [], settings: {} });
    const queue = new QueueClient(connectionString, SAMPLE_QUEUE);
    await queue.createIfNotExists();
    await queue.sendMessage('{}');
    const { waitingTasks, refused } = await readSample(connectionString, never);
    await queue.delete();
    expect(waitingTasks).toBe(1);
    const told = { ...{ waitingTasks, refused }, jobs: [], settings: [] };
    expect(problemsOf(told)).toEqual([expect.stringMatching(/^1 download tasks wait/)]);
  });

  it('is not where its table is not', async () => {
    await removeSample(connectionString);
    await expect(readSample(connectionString, never)).rejects.toMatchObject({
      code: 'migration.no_sample',
    });
  });

  it('is not opened by another key', async () => {
    const wrongKey = Buffer.from(randomUUID()).toString('base64');
    const wrong = connectionString.replace(/AccountKey=[^;]+/, `AccountKey=${wrongKey}`);
    await expect(readSample(wrong, never)).rejects.toMatchObject({
      code: 'migration.unavailable',
      details: { status: 403 },
    });
  });

  it.each(['AccountName=sample', 'secret-text'])(
    'is not at "%s", which is not quoted',
    async (text) => {
      const failure: unknown = await readSample(text, never).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(UsageError);
      expect(String(failure)).not.toContain(text);
    },
  );
});
