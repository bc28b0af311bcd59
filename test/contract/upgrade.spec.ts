import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContainerSASPermissions } from '@azure/storage-blob';
import { Module } from '@nestjs/common';
import { type TestingModule } from '@nestjs/testing';
import { ManifestArchive } from '@app/archive';
import { connectByString, MARK_KEYS, MARK_TABLE } from '@app/azure';
import { AccountStreams, CaptureModule } from '@app/capture';
import { DeliveryConfig, ExportConfig, MailConfig, slice } from '@app/config';
import {
  DeliveryModule,
  type Manifest,
  type ManifestItem,
  Reconciliation,
  ReconciliationModule,
  TaskDelivery,
  Verification,
  VerificationModule,
} from '@app/delivery';
import { type ConnectorJob, type DownloadTask, firstIdAt, Secret, sinkContext } from '@app/domain';
import { JobStore, TaskQueue, TaskStore } from '@app/jobs';
import { Sealer, Signer } from '@app/secrets';
import { FakeClock } from '@testing/domain';

import { readReleaseData, type ReleaseData } from '../../scripts/upgrade/release-data';
import {
  copyOfContainer,
  copyOfTable,
  type StorageCopy,
  storageCopySchema,
  writeStorage,
} from '../../scripts/upgrade/storage-copy';
import { captureSlices } from '../support/capture-slices';
import { openModule } from '../support/open-module';
import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { freshStorage, storageConnectionString } from '../support/storage';

const RELEASES = 'test/fixtures/releases';
const DATASET = 'test/fixtures/twarc2-timeline.jsonl';
const MINUTE_MS = 60_000;

const services = connectByString(storageConnectionString(), 30_000);
const deliverySlices = [
  slice(ExportConfig, {
    ...{ allowedHosts: [new URL(services.blob.url).origin], timeoutMs: 30_000 },
    ...{ uploadConcurrency: 2, maxItemBytes: 1e6 },
  }),
  slice(DeliveryConfig, {
    ...{ pollSeconds: 1, hideSeconds: 60, retrySeconds: 1, coverageWaitSeconds: 1, maxAttempts: 5 },
  }),
  slice(MailConfig, {
    ...{ sink: 'off', host: '', port: 25, security: 'tls', from: '', to: '', folder: '' },
    ...{ intervalSeconds: 60, timeoutMs: 1000 },
  }),
];

@Module({ imports: [CaptureModule, DeliveryModule, VerificationModule, ReconciliationModule] })
class ProductModule {}

/** As a release writes it that knows more than this one, which can work with it all the same. */
function laterWritten({ tables, containers, queues }: StorageCopy): StorageCopy {
  const marked = [{ ...MARK_KEYS, schemaVersion: 2, neededVersion: 1, release: '9.8.7' }];
  const more = Object.entries({ ...tables, [MARK_TABLE]: marked }).map(([name, rows]) => {
    return [name, rows.map((row) => ({ ...row, laterColumn: 'of later' }))];
  });
  const texts = Object.entries(queues).map(([name, all]) => {
    return [name, all.map((text) => text.replace('{', '{"laterField":{"a":[1]},'))];
  });
  return storageCopySchema.parse({
    ...{ containers, tables: Object.fromEntries(more) as unknown },
    queues: Object.fromEntries(texts) as unknown,
  });
}

const cases = readdirSync(RELEASES).flatMap((version) => {
  const data = readReleaseData(join(RELEASES, version));
  return [
    { name: `release ${version}`, data },
    {
      name: `release ${version}, with what a later one adds`,
      data: { ...data, storage: laterWritten(data.storage) },
    },
  ];
});

describe.each(cases)('what $name has stored', ({ data }: { data: ReleaseData }) => {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-'));
  const clock = new FakeClock(data.writtenAt.getTime() + 10 * MINUTE_MS);
  const storage = freshStorage();
  let sandbox: RunningSandbox;
  let product: TestingModule;
  let job: ConnectorJob;
  let before: ManifestItem[];

  const all = <T>(type: abstract new (...args: never[]) => T): T =>
    product.get<T>(type, { strict: false });

  /** The items of each manifest of the job. */
  async function manifests(): Promise<ManifestItem[][]> {
    const links = await Array.fromAsync(all(ManifestArchive).list(job.jobId));
    return Promise.all(
      links.map(async (link) => {
        const bytes = await all(ManifestArchive).read(link);
        return (JSON.parse(Buffer.from(bytes).toString()) as Manifest).items;
      }),
    );
  }

  const verify = (ownKey?: string) =>
    all(Verification).run({
      accounts: [{ accountId: job.accountId, username: job.username }],
      jobs: [job],
      publicKeys: [data.publicKey, ...(ownKey === undefined ? [] : [ownKey])],
    });

  /** X, with what it had then and a post since. */
  function datasetWithOneMore(): string {
    const at = new Date(data.writtenAt.getTime() + 5 * MINUTE_MS);
    const text = readFileSync(DATASET, 'utf8');
    const [first] = (JSON.parse(text.split('\n')[0] ?? '') as { data: object[] }).data;
    const id = firstIdAt(at);
    const post = { ...first, id, conversation_id: id, edit_history_tweet_ids: [id] };
    const page = { data: [{ ...post, created_at: at.toISOString(), text: 'After the upgrade' }] };
    const file = join(folder, 'dataset.jsonl');
    writeFileSync(file, `${text.trim()}\n${JSON.stringify(page)}\n`);
    return file;
  }

  /** Hands over all posts there are to a task in a container of its own; the items of its manifest, and what lies there. */
  async function deliverAll(): Promise<{ items: ManifestItem[]; hashes: string[] }> {
    const container = services.blob.getContainerClient(`${storage.namePrefix}lent`);
    await container.create();
    const sas = await container.generateSasUrl({
      expiresOn: new Date(Date.now() + 60 * MINUTE_MS),
      permissions: ContainerSASPermissions.parse('racwdl'),
    });
    const task: DownloadTask = {
      ...{ schemaVersion: 1, jobId: job.jobId, taskId: 'again', dirtyEntities: [] },
      ...{ state: 'waiting', receivedAt: clock.now(), sealedSink: '' },
      window: { start: new Date('2006-01-01'), end: clock.now() },
    };
    const sealedSink = await all(Sealer).seal(new Secret(sas), sinkContext(task));
    const received = await all(TaskStore).receive({ ...task, sealedSink });
    const nothing = { complete: [], unreachable: [] };
    await all(TaskDelivery).deliver(job, received, nothing, new AbortController().signal);
    const hashes: string[] = [];
    for await (const { name } of container.listBlobsFlat()) {
      const bytes = await container.getBlobClient(name).downloadToBuffer();
      hashes.push(createHash('sha256').update(bytes).digest('hex'));
    }
    return { items: (await manifests()).at(-1) ?? [], hashes };
  }

  beforeAll(async () => {
    await writeStorage(services, storage.namePrefix, data.storage);
    sandbox = await startSandbox({ dataset: datasetWithOneMore() });
    product = await openModule(ProductModule, {
      slices: [
        ...captureSlices({ sandbox, folder, storage, sweepDays: 30, ownPosts: 'keep' }),
        ...deliverySlices,
      ],
      clock,
    });
    const [found] = await all(JobStore).list();
    if (!found) throw new Error('There is a job.');
    job = found;
    before = (await manifests()).flat();
  });
  afterAll(async () => {
    await product.close();
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  it('is as it was stored: records, and the chain of manifests by the public key', async () => {
    const report = await verify();
    expect(report).toMatchObject({ broken: 0, leftOver: 0, findings: [] });
    expect(report.accounts).toMatchObject([{ records: 8, media: 3 }]);
    expect(report.jobs).toMatchObject([{ items: 8, unsigned: 0 }]);
  });

  it('adds up', async () => {
    const window = { start: new Date('2023-01-01'), end: data.writtenAt };
    const run = all(Reconciliation).run({ accountId: job.accountId, window });
    const { value } = await run.next();
    expect(value).toMatchObject({ counts: { collected: 8, archived: 8 }, byReason: {} });
  });

  it('has its tasks and its queue', async () => {
    const taken = await all(TaskQueue).take(60);
    expect(taken?.message).toEqual({
      ...{ schemaVersion: 1, jobId: job.jobId, taskId: data.waitingTask },
    });
    const tasks = await Array.fromAsync(all(TaskStore).list(job.jobId));
    expect(tasks.find(({ taskId }) => taskId === data.waitingTask)?.state).toBe('waiting');
    expect(tasks.filter(({ state }) => state === 'delivered').length).toBeGreaterThan(1);
  });

  it('is gone on with: only what is new is read from X', async () => {
    const { accountId, username } = job;
    const run = all(AccountStreams).run({ accountId, username, credentials: sandbox.keys });
    const outcomes = await Array.fromAsync(run);
    expect(outcomes.map((each) => 'outcome' in each && each.outcome)).toEqual([
      expect.objectContaining({ kind: 'caught-up', added: 1 }),
      ...Array<unknown>(6).fill(expect.objectContaining({ kind: 'caught-up', added: 0 })),
    ]);
    expect((await sandbox.control.stats()).postsRead).toBe(1);
  });

  it('is delivered again in the same bytes', async () => {
    const { items, hashes } = await deliverAll();
    const old = items.filter(({ id }) => before.some((item) => item.id === id));
    // A later manifest tells more of an item than an earlier one.
    expect(old).toMatchObject(before.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)));
    expect(items).toHaveLength(9);
    expect(hashes.toSorted()).toEqual(items.map(({ sha256 }) => sha256).toSorted());
    const report = await verify(await all(Signer).publicKey());
    expect(report).toMatchObject({ broken: 0, leftOver: 0, jobs: [{ items: 17 }] });
  });

  it('is still there as it was written: every blob, and every row of what is archived, delivered or done', async () => {
    const { tables, containers } = data.storage;
    const container = services.blob.getContainerClient(`${storage.namePrefix}archive`);
    expect(await copyOfContainer(container)).toMatchObject(containers.archive ?? {});
    for (const name of ['posts', 'media', 'manifests', 'audit']) {
      const rows = await copyOfTable(services.table(storage.namePrefix + name));
      // Two rows are sums of the others.
      const written = tables[name]?.filter(({ rowKey }) => !['counts', 'head'].includes(rowKey));
      expect(rows).toEqual(expect.arrayContaining(written ?? []));
    }
  });
});
