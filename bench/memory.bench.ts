import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MediaArchive, PostArchive } from '@app/archive';
import { aPostToSave } from '@testing/archive';
import { aRawPost } from '@testing/domain';

import { type Azurite, startAzurite } from '../scripts/local/azurite';
import { fill, lend, month, openArchive } from './an-archive';
import { type Figure, keep, rounded } from './figures';
import { gained } from './gained';
import { measure } from './measured/measure';
import { type Outcome } from './measured/order';
import { isTarget, TARGETS } from './targets';

const MIB = 1024 * 1024;
const VIDEO_BYTES = Number(process.env.VIDEO_MB ?? '512') * MIB;
const SIZES = (process.env.ITEMS ?? '1000,20000,200000').split(',').map(Number);
const GROWTH_MB = TARGETS['memory-video-item.growth'].atMost;
const TIME_LIMIT_MS = 4 * 3600_000;

const accountId = '7';
/** A task that is over in two seconds would be the warming up of a process, and no more. */
const warmUp = { accountId: '8', posts: 1000 };

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
async function openStorage(name: string) {
  const options = { location: join(folder, name), inMemory: name === 'items' };
  azurite = await startAzurite(options);
  return { azurite, archive: await openArchive(azurite) };
}

/** Says it, and keeps it in a file of its own. */
function note(name: string, { result, ...use }: Outcome): number {
  const file = `memory-${name.replace(/\W+/g, '-')}`;
  const growthMb = use.peakMb - use.idleMb;
  const { rssMbByTenth, heapMbByTenth, seconds } = use;
  console.log(`${name}: idle ${use.idleMb} MB, peak ${use.peakMb} MB, ${seconds} s`);
  console.log(`  most RSS in each tenth of the time: ${rssMbByTenth.join(' ')} MB`);
  console.log(`  least heap in use in each tenth: ${heapMbByTenth.join(' ')} MB`);
  const figures = [
    memoryFigure(`${file}.growth`, `${name}, above idle`, growthMb),
    memoryFigure(`${file}.gained`, `${name}, gained`, rounded(gained(rssMbByTenth))),
  ];
  keep(file, figures, { name, ...use, growthMb, ...result });
  return growthMb;
}

/** What is promised, where that is of this size; else to tell only. */
function memoryFigure(target: string, what: string, value: number): Figure {
  return isTarget(target) ? { target, value } : { what, unit: 'MB', value };
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
    const opened = await openStorage('video');
    const variants = [
      { bit_rate: 1, content_type: 'video/mp4', url: 'https://video.twimg.com/1.mp4' },
    ];
    const media = [{ media_key: '7_1', type: 'video', variants }];
    const raw = { attachments: { media_keys: ['7_1'] } };
    const post = aPostToSave(accountId, { raw });
    const around = { includes: { ...aRawPost().includes, media } };
    const record = { ...post.record, raw: { ...post.record.raw, ...around } };
    const seen = { pageName: 'page', at: month.start };
    await opened.archive.get(PostArchive).savePosts(accountId, [{ ...post, record }], seen);
    const file = { fileKey: '7_1.original', contentType: 'video/mp4', body: aVideo() };
    await opened.archive.get(MediaArchive).save(accountId, file);

    const sasUri = await lend(opened.azurite);
    const order = { accountId, sasUri, ...month };
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

it.each(SIZES)(
  'delivers a task of %i items',
  async (items) => {
    const opened = await openStorage('items');
    await fill(opened.archive, { accountId, posts: items });
    await fill(opened.archive, warmUp);
    const sasUri = await lend(opened.azurite);
    const order = { what: 'task', accountId, sasUri, ...month, warmUp } as const;
    const task = await measure(opened.azurite, folder, order);
    note(`task of ${items} items`, task);

    expect(task.result.items).toBe(items);
  },
  TIME_LIMIT_MS,
);
