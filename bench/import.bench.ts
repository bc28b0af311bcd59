import { join } from 'node:path';
import {
  manyArchiveMessages,
  manyArchiveTweets,
  writeXArchive,
  type XArchiveParts,
} from '@testing/twitter-ingestion';

import { aFolder, aStack } from '../test/support/a-stack';
import { startImport } from '../test/support/run-import';

const SIZES = (process.env.POSTS ?? '20000,100000').split(',').map(Number);
const MESSAGE_SIZES = (process.env.MESSAGES ?? '5000,20000').split(',').map(Number);
const GROWTH_MB = 48;
const TIME_LIMIT_MS = 3600_000;

/** What of a zip is many, and the line of the report that says so. */
interface Measured {
  line: string;
  partsOf: (count: number, accountId: string) => XArchiveParts;
}

const posts: Measured = {
  line: 'added',
  partsOf: (count) => ({ tweets: [manyArchiveTweets(count, { minutesApart: 50 })] }),
};
const messages: Measured = {
  line: 'direct messages',
  partsOf: (count, accountId) => ({
    conversations: [{ id: `${accountId}-8`, messages: manyArchiveMessages(count) }],
  }),
};

/** Into an empty archive; the most memory it took. */
async function peakMb(count: number, { line, partsOf }: Measured): Promise<number> {
  const stack = aStack({ posts: '1', streams: ['messages'] });
  await stack.startSurroundings();
  const { id: accountId, username } = (await stack.sandbox.stats()).account;
  const file = join(aFolder(), 'archive.zip');
  await writeXArchive(file, { accountId, username, ...partsOf(count, accountId) });
  const started = Date.now();
  const run = startImport(['--archive', file], stack.env);
  const code = await run.exit();
  await stack.stop();
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`${line}: ${count} in ${seconds} s, ${run.told('memory')} MB at most`);
  expect([code, run.told(line)]).toEqual([0, count]);
  return run.told('memory');
}

it.each([
  ['posts', SIZES, posts],
  ['messages of one conversation', MESSAGE_SIZES, messages],
] as const)(
  'imports %s with memory that does not grow with their number: %j',
  async (_, sizes, measured) => {
    const peaksMb: number[] = [];
    for (const count of sizes) peaksMb.push(await peakMb(count, measured));
    expect(Math.max(...peaksMb) - (peaksMb[0] ?? 0)).toBeLessThan(GROWTH_MB);
  },
  TIME_LIMIT_MS,
);
