import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient, ContainerSASPermissions } from '@azure/storage-blob';
import { ArchiveModule, CaptureStateStore, MediaArchive, PostArchive } from '@app/archive';
import { slice, StorageConfig } from '@app/config';
import { firstIdAt, lastIdAt, Secret } from '@app/domain';
import { aPostToSave } from '@testing/archive';
import { aRawPost } from '@testing/domain';

import { type Azurite, startAzurite } from '../scripts/local/azurite';
import { openModule } from '../test/support/open-module';
import { measure } from './measured/measure';
import { type Outcome } from './measured/order';

const MIB = 1024 * 1024;
const VIDEO_BYTES = Number(process.env.VIDEO_MB ?? '512') * MIB;
const ITEMS = Number(process.env.ITEMS ?? '200000');
const GROWTH_MB = 64;
const TIME_LIMIT_MS = 4 * 3600_000;
const SAVED_AT_ONCE = 1000;
const RESULTS = join(__dirname, 'results');

const accountId = '7';
const start = new Date('2025-03-01T00:00:00.000Z');
const end = new Date('2025-03-31T23:59:59.999Z');
const minutesIn = (end.getTime() - start.getTime()) / 60_000;

const folder = mkdtempSync(join(tmpdir(), 'bench-memory-'));
let azurite: Azurite | undefined;

afterEach(async () => {
  await azurite?.process.stop();
  azurite = undefined;
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Storage that nobody else uses, with an archive to fill. */
async function openArchive(name: string) {
  const started = await startAzurite({ location: join(folder, name), inMemory: name === 'items' });
  azurite = started;
  const storage = slice(StorageConfig, {
    connectionString: new Secret(started.connectionString),
    ...{ blobUrl: undefined, queueUrl: undefined, tableUrl: undefined, namePrefix: '' },
  });
  const archive = await openModule(ArchiveModule, { slices: [storage] });
  return { azurite: started, archive };
}

async function lend({ connectionString }: Azurite): Promise<string> {
  const container =
    BlobServiceClient.fromConnectionString(connectionString).getContainerClient('lent');
  await container.createIfNotExists();
  const permissions = ContainerSASPermissions.parse('acw');
  return container.generateSasUrl({ permissions, expiresOn: new Date(Date.now() + TIME_LIMIT_MS) });
}

/** Says it, and keeps it in a file of its own. */
function note(name: string, { result, ...use }: Outcome): number {
  const growthMb = use.peakMb - use.idleMb;
  const { idleMb, peakMb, seconds, rssMbByTenth, heapMbByTenth } = use;
  console.log(`${name}: idle ${idleMb} MB, peak ${peakMb} MB, growth ${growthMb} MB, ${seconds} s`);
  console.log(`  most RSS in each tenth of the time: ${rssMbByTenth.join(' ')} MB`);
  console.log(`  least heap in use in each tenth: ${heapMbByTenth.join(' ')} MB`);
  const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model };
  const kept = { name, at: new Date().toISOString(), ...use, growthMb, ...result, machine };
  const file = join(RESULTS, `memory-${name.replace(/\W+/g, '-')}.json`);
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
  return growthMb;
}

/** No two pieces alike, and the same whenever it is made. */
async function* aVideo(): AsyncGenerator<Buffer> {
  const piece = Buffer.alloc(MIB);
  for (let at = 0; at < VIDEO_BYTES; at += MIB) {
    await Promise.resolve();
    createHash('sha256').update(String(at)).digest().copy(piece);
    yield Buffer.from(piece);
  }
}

it(
  `converts and uploads a post with a video of ${VIDEO_BYTES / MIB} MB within ${GROWTH_MB} MB above idle`,
  async () => {
    const opened = await openArchive('video');
    const variants = [
      { bit_rate: 1, content_type: 'video/mp4', url: 'https://video.twimg.com/1.mp4' },
    ];
    const media = [{ media_key: '7_1', type: 'video', variants }];
    const raw = { attachments: { media_keys: ['7_1'] } };
    const post = aPostToSave(accountId, { raw });
    const around = { includes: { ...aRawPost().includes, media } };
    const record = { ...post.record, raw: { ...post.record.raw, ...around } };
    const seen = { pageName: 'page', at: start };
    await opened.archive.get(PostArchive).savePosts(accountId, [{ ...post, record }], seen);
    const file = { fileKey: '7_1.original', contentType: 'video/mp4', body: aVideo() };
    await opened.archive.get(MediaArchive).save(accountId, file);

    const sasUri = await lend(opened.azurite);
    const order = { accountId, sasUri, start, end };
    const item = await measure(opened.azurite, folder, { what: 'item', ...order });
    const message = await measure(opened.azurite, folder, { what: 'message', ...order });
    const growth = [note('video, item', item), note('video, message', message)];

    expect([item, message].map(({ result }) => result.bytes > (VIDEO_BYTES * 4) / 3)).toEqual([
      true,
      true,
    ]);
    expect(Math.max(...growth)).toBeLessThan(GROWTH_MB);
  },
  TIME_LIMIT_MS,
);

it(
  `delivers a task of ${ITEMS} items`,
  async () => {
    const opened = await openArchive('items');
    const posts = opened.archive.get(PostArchive);
    const seen = { pageName: 'page', at: start };
    for (let saved = 0; saved < ITEMS; saved += SAVED_AT_ONCE) {
      const some = Array.from({ length: Math.min(SAVED_AT_ONCE, ITEMS - saved) }, (_, i) => {
        const n = saved + i;
        const createdAt = new Date(start.getTime() + Math.floor((n * minutesIn) / ITEMS) * 60_000);
        const postId = String(BigInt(firstIdAt(createdAt)) + BigInt(n));
        return aPostToSave(accountId, { createdAt, postId, raw: { text: `Post number ${n}` } });
      });
      await posts.savePosts(accountId, some, seen);
    }
    const coverage = [{ from: '1', to: lastIdAt(end), state: 'complete' as const, posts: ITEMS }];
    const state = { coverage, postsRead: ITEMS };
    await opened.archive.get(CaptureStateStore).save(accountId, state, undefined);

    const sasUri = await lend(opened.azurite);
    const order = { what: 'task', accountId, sasUri, start, end } as const;
    const task = await measure(opened.azurite, folder, order);
    note(`task of ${ITEMS} items`, task);

    expect(task.result.items).toBe(ITEMS);
  },
  TIME_LIMIT_MS,
);
