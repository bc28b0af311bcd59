import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { slice, StorageConfig } from '@app/config';
import { Secret } from '@app/domain';
import {
  BLOCK_BYTES,
  blocksOf,
  ImportFiles,
  ImportsModule,
  ImportStore,
  queued,
  type SuppliedImport,
} from '@app/imports';
import { anImport } from '@testing/imports';
import { manyArchiveTweets, writeXArchive } from '@testing/twitter-ingestion';

import { LocalProcess } from '../../scripts/local/local-process';
import { JOB_ID } from '../../scripts/local/local-stack';
import { aFolder, aStack } from '../support/a-stack';
import { openModule } from '../support/open-module';
import { startImport } from '../support/run-import';
import { rowsOf } from '../support/snapshot';
import { until } from '../support/until';

const POSTS = 5000;
const KILL_AT = 1000;
/** The zip's posts are of these months; those of the sandbox's account are younger. */
const OF_THE_ZIP = /_20(2309|231\d|240[123])\/|\/posts\/202[34]\/|\/pages\/2024\//;
const SHORT_LEASES = { CAPTURE_LEASE_SECONDS: '2' };
/** On a machine that does other things too. */
const TIME_LIMIT_MS = 600_000;

jest.setTimeout(TIME_LIMIT_MS);

describe('an uploaded archive whose worker is killed half-way', () => {
  const stack = aStack({ posts: '1' });
  const file = join(aFolder(), 'archive.zip');
  const storage = () => stack.azurite.connectionString;
  let owner: { accountId: string; username: string };
  let store: ImportStore;
  let files: ImportFiles;

  /** As the connector does it, block by block. */
  async function upload(): Promise<SuppliedImport> {
    const zip = await open(file);
    const { size: bytes } = await zip.stat();
    const one = anImport({ accountId: owner.accountId, bytes, createdAt: new Date() });
    await store.add(one);
    for (let index = 0; index < blocksOf(bytes); index++) {
      const block = Buffer.alloc(Math.min(BLOCK_BYTES, bytes - index * BLOCK_BYTES));
      await zip.read(block, 0, block.length, index * BLOCK_BYTES);
      await files.saveBlock(one, index, block);
    }
    await zip.close();
    await files.complete(one, { blocks: blocksOf(bytes), bytes });
    return store.change(one, (known) => queued(known, new Date()));
  }

  /** All of the zip that is in an archive, byte for byte. */
  async function resultIn(prefix: string) {
    const container = BlobServiceClient.fromConnectionString(storage()).getContainerClient(
      `${prefix}archive`,
    );
    const blobs = await Array.fromAsync(container.listBlobsFlat(), ({ name, properties }) => {
      const sum = Buffer.from(properties.contentMD5 ?? []).toString('hex');
      return `${name}: ${properties.contentLength ?? 0} bytes, ${sum}`;
    });
    const rows = await rowsOf(storage(), `${prefix}posts`);
    return [...rows, ...blobs].filter((each) => OF_THE_ZIP.test(each));
  }

  beforeAll(async () => {
    await stack.startSurroundings();
    const { id: accountId, username } = (await stack.sandbox.stats()).account;
    owner = { accountId, username };
    const tweets = [manyArchiveTweets(POSTS, { minutesApart: 50 })];
    await writeXArchive(file, { ...owner, tweets });
    const none = { blobUrl: undefined, queueUrl: undefined, tableUrl: undefined };
    const connectionString = new Secret(storage());
    const config = slice(StorageConfig, {
      timeoutMs: 30_000,
      ...none,
      connectionString,
      namePrefix: '',
    });
    const imports = await openModule(ImportsModule, { slices: [config] });
    store = imports.get(ImportStore);
    files = imports.get(ImportFiles);
  });

  it('is imported by the next one, and leaves what an undisturbed import leaves', async () => {
    const one = await upload();
    const entries = async () => (await store.find(one))?.progress?.entries ?? 0;
    const first = await stack.startWorker(SHORT_LEASES);
    await until(async () => (await entries()) >= KILL_AT);
    expect(await first.stop('SIGKILL')).toBe('SIGKILL');
    expect(await store.find(one)).toMatchObject({ state: 'running' });
    const half = (await resultIn('')).length;

    await stack.startWorker(SHORT_LEASES);
    await until(async () => (await store.find(one))?.state !== 'running');
    const done = await store.find(one);
    expect(done).toMatchObject({ state: 'done', report: { entries: POSTS, problems: 0 } });
    expect((done?.report?.added ?? 0) + (done?.report?.known ?? 0)).toBe(POSTS);
    await until(async () => (await store.find(one))?.zipUntil === undefined);
    await expect(files.openZip(one)).rejects.toMatchObject({ code: 'import.incomplete' });

    const result = await resultIn('');
    expect(half).toBeLessThan(result.length);
    const env = { ...stack.env, STORAGE_NAME_PREFIX: 'alone' };
    const connect = new LocalProcess('connect', 'dist/scripts/connect-account.js', {
      env,
      input: JSON.stringify({ jobId: JOB_ID, ...stack.keysToConnect }),
    });
    expect(await connect.exit()).toBe(0);
    expect(await startImport(['--archive', file], env).exit()).toBe(0);
    const alone = (await resultIn('alone')).map((each) => each.replace(/^alone/, ''));
    expect(result).toEqual(alone);
    expect(result.length).toBeGreaterThan(2 * POSTS);
  });
});
