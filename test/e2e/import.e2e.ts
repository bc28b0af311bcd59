import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { firstIdAt, isJsonObject, type JsonObject } from '@app/domain';
import {
  anArchiveMessage,
  anArchiveTweet,
  manyArchiveLikes,
  manyArchiveMessages,
  manyArchiveTweets,
  writeXArchive,
} from '@testing/twitter-ingestion';
import { z } from 'zod';

import { LocalProcess } from '../../scripts/local/local-process';
import { JOB_ID } from '../../scripts/local/local-stack';
import { datasetSize } from '../../scripts/local/until-delivered';
import { aFolder, aStack } from '../support/a-stack';
import { type ImportRun, startImport } from '../support/run-import';
import { runVerify } from '../support/run-verify';
import { rowsOf } from '../support/snapshot';
import { until } from '../support/until';

const FEW_POSTS = 2000;
const KILL_AT = 500;
const MANY_POSTS = 30_000;
/** Together more than any one entry may have. */
const LARGE_MESSAGES = 300;
const LARGE_MESSAGE_BYTES = 20_000;
const MANY_LIKES = 300;
/** Measured: 22 to 25 with 10,000 posts, 29 with these; 62 with these when each is held. */
const GROWTH_MB = 48;
/** On a machine that does other things too. */
const TIME_LIMIT_MS = 600_000;

const recordSchema = z.looseObject({
  postId: z.string(),
  format: z.string(),
  raw: z.looseObject({ post: z.record(z.string(), z.unknown()) }),
});

jest.setTimeout(TIME_LIMIT_MS);

/** Of the longest that X lets one write, about; of a text that does not shrink to nothing. */
function* manyLargeMessages(count: number): Generator<JsonObject> {
  for (let i = 0; i < count; i++) {
    const at = new Date(Date.UTC(2024, 0, 1, 0, i)).toISOString();
    const text = randomBytes(LARGE_MESSAGE_BYTES / 2).toString('hex');
    yield anArchiveMessage({ at, text });
  }
}

describe('npm run import', () => {
  const stack = aStack({ posts: '40' });
  const folder = aFolder();
  /** Storage of its own, in the same emulator. */
  const within = (prefix: string) => ({ ...stack.env, STORAGE_NAME_PREFIX: prefix });
  const storage = () => stack.azurite.connectionString;
  let memoryOfFewMb: number;
  let owner: { accountId: string; username: string };

  /** A zip of the account. */
  async function aZip(name: string, tweets: Iterable<JsonObject>, more: object = {}) {
    const file = join(folder, `${name}.zip`);
    await writeXArchive(file, { ...owner, tweets: [tweets], ...more });
    return file;
  }
  const many = (count: number) => manyArchiveTweets(count, { minutesApart: 50 });

  async function runImport(
    args: string[],
    env = stack.env,
  ): Promise<ImportRun & { code: unknown }> {
    const run = startImport(args, env);
    return { ...run, code: await run.exit() };
  }

  async function connectIn(prefix: string, args: string[] = []): Promise<void> {
    const connect = new LocalProcess('connect', 'dist/scripts/connect-account.js', {
      ...{ args, env: within(prefix) },
      input: JSON.stringify({ jobId: JOB_ID, ...stack.keysToConnect }),
    });
    if ((await connect.exit()) !== 0) throw connect.failure('failed');
  }

  /** All that does not depend on when it was done, and where. */
  async function resultIn(prefix: string) {
    const strip = (name: string) => name.replace(prefix, '');
    const rows = await rowsOf(storage(), `${prefix}posts`);
    return { rows: rows.map(strip), blobs: await blobNamesIn(`${prefix}archive`) };
  }

  /** Records and pages are named by their content. */
  async function blobNamesIn(container: string): Promise<string[]> {
    const client = BlobServiceClient.fromConnectionString(storage()).getContainerClient(container);
    return Array.fromAsync(
      client.listBlobsFlat(),
      ({ name, properties }) => `${name}: ${properties.contentLength ?? 0} bytes`,
    );
  }

  const entryRows = async (prefix = '') =>
    (await rowsOf(storage(), `${prefix}posts`)).filter((row) => !row.endsWith('/counts'));

  beforeAll(async () => {
    await stack.startSurroundings();
    const { id: accountId, username } = (await stack.sandbox.stats()).account;
    owner = { accountId, username };
    await Promise.all([connectIn('alone'), connectIn('many', ['--streams', 'messages,likes'])]);
  });

  it('refuses what is not of the account', async () => {
    const file = await aZip('other', many(1), { accountId: '8', username: 'fabrikam' });
    const other = await runImport(['--archive', file]);
    expect([other.code, other.lines.join()]).toEqual([1, expect.stringContaining('@fabrikam')]);
    const unknown = await runImport(['--archive', file, '--account', '@fabrikam']);
    expect([unknown.code, unknown.lines.join()]).toEqual([
      1,
      expect.stringContaining('accounts.unknown'),
    ]);
  });

  it('refuses what is hostile, and wrong options', async () => {
    const file = await aZip('nested', many(1), { files: { 'data/more.zip': 'PK' } });
    const nested = await runImport(['--archive', file]);
    expect([nested.code, nested.lines.join()]).toEqual([
      1,
      expect.stringContaining('import.unsafe_archive'),
    ]);
    expect((await runImport([])).code).toBe(2);
  });

  it('killed half-way and repeated leaves what one left alone leaves', async () => {
    const file = await aZip('few', many(FEW_POSTS), {
      likes: manyArchiveLikes(3),
      conversations: [{ id: `${owner.accountId}-8`, messages: manyArchiveMessages(4) }],
    });
    const args = ['--archive', file, '--account', `@${owner.username}`];
    const killed = startImport(args, stack.env);
    killed.process.onLine = (line) => {
      if (Number(/\d+/.exec(line)?.[0]) >= KILL_AT) killed.process.child.kill('SIGKILL');
    };
    expect(await killed.exit()).toBe('SIGKILL');
    const half = (await entryRows()).length;
    expect(half).toBeGreaterThanOrEqual(KILL_AT);
    expect(half).toBeLessThan(FEW_POSTS);

    const repeated = await runImport(args);
    expect(repeated.code).toBe(0);
    expect(repeated.told('added') + repeated.told('known')).toBe(FEW_POSTS);
    expect(repeated.lines.join('\n')).toMatch(/likes +3 not archived/);
    const alone = await runImport(args, within('alone'));
    expect(alone.told('added')).toBe(FEW_POSTS);
    expect(await resultIn('')).toEqual(await resultIn('alone'));
    memoryOfFewMb = alone.told('memory');
  });

  it('takes as much memory for fifteen times the posts and a large conversation, and archives all once', async () => {
    const [messages, likes] = [manyLargeMessages(LARGE_MESSAGES), manyArchiveLikes(MANY_LIKES)];
    const conversations = [{ id: `${owner.accountId}-8`, messages }];
    const file = await aZip('many', many(MANY_POSTS), { conversations, likes });
    const run = await runImport(['--archive', file], within('many'));
    expect([run.code, run.told('added'), run.told('known')]).toEqual([0, MANY_POSTS, 0]);
    expect([run.told('direct messages'), run.told('likes')]).toEqual([LARGE_MESSAGES, MANY_LIKES]);
    const keys = (await entryRows('many')).map((row) => row.split('/')[1]?.split('.') ?? []);
    const things = new Set(keys.map(([id, , type = 'post']) => `${type} ${id}`));
    const all = MANY_POSTS + LARGE_MESSAGES + MANY_LIKES;
    expect([keys.length, things.size]).toEqual([all, all]);
    expect(run.told('memory') - memoryOfFewMb).toBeLessThan(GROWTH_MB);
  });

  it('keeps what X has given once, and delivers what only the owner had', async () => {
    await stack.startConnector();
    await stack.startWorker();
    const size = datasetSize({ stats: await stack.sandbox.stats() });
    await until(async () => (await entryRows()).length === FEW_POSTS + size);

    const container =
      BlobServiceClient.fromConnectionString(storage()).getContainerClient('archive');
    const ofApi: JsonObject[] = [];
    for await (const { name } of container.listBlobsFlat({ prefix: `${owner.accountId}/posts/` })) {
      const record = recordSchema.parse(
        JSON.parse((await container.getBlobClient(name).downloadToBuffer()).toString()),
      );
      const { id, text, created_at: at } = record.raw.post;
      if (record.format !== 'x-api-v2') continue;
      ofApi.push(anArchiveTweet({ at: String(at), id_str: String(id), full_text: String(text) }));
    }
    const time = '2024-05-01T12:00:00.000Z';
    const lost = anArchiveTweet({ at: time, full_text: 'Deleted long ago' });
    const generatedAt = new Date().toISOString();
    const run = await runImport([
      '--archive',
      await aZip('both', [...ofApi, lost], { generatedAt }),
    ]);
    expect([run.code, run.told("of X's API"), run.told('added')]).toEqual([0, size, 1]);

    await stack.sandbox.ask({ jobId: JOB_ID, start: time, end: time });
    const { mailbox } = await stack.sandbox.importState(JOB_ID);
    const path = `${JOB_ID}/2024-05/${firstIdAt(new Date(time))}.json`;
    await until(() => existsSync(join(mailbox, path)));
    const delivered: unknown = JSON.parse(readFileSync(join(mailbox, path), 'utf8'));
    expect(isJsonObject(delivered) && delivered).toMatchObject({
      ...{ ItemType: 'Tweet', SentTimeUtc: time },
      Content: expect.stringMatching(/^Deleted long ago\n/) as string,
      Sender: { EmailAddress: owner.accountId },
    });
    const verified = await runVerify([], stack.env);
    expect(verified).toEqual({
      code: 0,
      said: expect.stringMatching(/^Everything is as it was stored\.$/m) as string,
    });
    expect(verified.said).toMatch(/ [1-9]\d* manifests/);
  });
});
