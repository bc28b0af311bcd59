import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Azurite, startAzurite } from '../scripts/local/azurite';
import { fill, lend, month, openArchive } from './an-archive';
import { type Figure, isSmall, keep, rounded } from './figures';
import { measure } from './measured/measure';
import { type Order } from './measured/order';
import { slowWayTo } from './slow-network';

const texts = { what: 'texts', accountId: '7', posts: isSmall ? 20 : 5000 } as const;
const photos = {
  what: 'photos',
  accountId: '8',
  posts: isSmall ? 5 : 500,
  photoBytes: 200 * 1024,
} as const;
/** Over the slow network one after the other takes so long that some are enough. */
const fewTexts = { what: 'a few texts', accountId: '9', posts: isSmall ? 5 : 500 };
const fewPhotos = { ...photos, accountId: '10', posts: isSmall ? 5 : 50 };
/** Looks at memory would take a part of the time. */
const EVERY_MS = 500;
const ROUND_TRIP_MS = 20;
const REST_MS = 500;
const BARE_AT_ONCE = isSmall ? [8] : [4, 8, 16, 32, 64];
const TIME_LIMIT_MS = 3600_000;

const folder = mkdtempSync(join(tmpdir(), 'bench-delivery-'));
let azurite: Azurite;
let container = 0;

beforeAll(async () => {
  azurite = await startAzurite({ location: folder, inMemory: true });
  const archive = await openArchive(azurite);
  for (const filling of [texts, photos, fewTexts, fewPhotos]) await fill(archive, filling);
}, TIME_LIMIT_MS);
afterAll(async () => {
  await azurite.process.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Items a second, each time into a container of its own. */
async function rate(
  network: Azurite,
  what: Order['what'],
  accountId: string,
  more: { sasUri?: string; atOnce?: number; warmUp?: Order['warmUp'] } = {},
) {
  const sasUri = more.sasUri ?? (await lend(network, `lent${container++}`));
  const restMs = isSmall ? 0 : REST_MS;
  const order = { what, accountId, ...month, ...more, sasUri, restMs, everyMs: EVERY_MS };
  const { result, seconds } = await measure(network, folder, order);
  return { perSecond: result.items / seconds, items: result.items, sasUri };
}

/** The best of the bare client, putting what has been delivered there. */
async function bareRate(accountId: string, more: { sasUri: string; warmUp: Order['warmUp'] }) {
  const rates: { atOnce: number; perSecond: number }[] = [];
  for (const atOnce of BARE_AT_ONCE) {
    const { perSecond } = await rate(azurite, 'bare', accountId, { ...more, atOnce });
    rates.push({ atOnce, perSecond: rounded(perSecond) });
  }
  return { best: Math.max(...rates.map(({ perSecond }) => perSecond)), rates };
}

it(
  'delivers as fast as the storage takes it, and several times as fast as one after the other',
  async () => {
    const figures: Figure[] = [];
    const bare: object[] = [];
    const both = [
      { ...texts, warmUp: fewTexts },
      { ...photos, warmUp: fewPhotos },
    ];
    for (const { what, accountId, posts, warmUp } of isSmall ? both.slice(1) : both) {
      const ours = await rate(azurite, 'task', accountId, { warmUp });
      const oneByOne = await rate(azurite, 'one-by-one', accountId, { warmUp });
      const limit = await bareRate(accountId, { sasUri: ours.sasUri, warmUp });
      bare.push({ what, rates: limit.rates });
      expect([ours.items, oneByOne.items]).toEqual([posts, posts]);
      figures.push(
        { what: `${what} delivered`, value: rounded(ours.perSecond), unit: 'items/s' },
        { target: `delivery.${what}-of-limit`, value: rounded(ours.perSecond / limit.best) },
        {
          target: `delivery.${what}-of-one-by-one`,
          value: rounded(ours.perSecond / oneByOne.perSecond),
        },
      );
    }
    const slow = await slowWayTo(azurite, ROUND_TRIP_MS);
    const ours = await rate(slow.azurite, 'task', texts.accountId);
    const oneByOne = await rate(slow.azurite, 'one-by-one', fewTexts.accountId);
    slow.close();
    figures.push({
      target: 'delivery.slow-of-one-by-one',
      value: rounded(ours.perSecond / oneByOne.perSecond),
    });
    keep('delivery', figures, { bare });
  },
  TIME_LIMIT_MS,
);
