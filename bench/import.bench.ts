import { join } from 'node:path';
import { manyArchiveTweets, writeXArchive } from '@testing/twitter-ingestion';

import { aFolder, aStack } from '../test/support/a-stack';
import { type ImportRun, startImport } from '../test/support/run-import';

const SIZES = (process.env.POSTS ?? '20000,100000').split(',').map(Number);
const GROWTH_MB = 48;
const TIME_LIMIT_MS = 3600_000;

/** Into an empty archive. */
async function importPosts(count: number): Promise<ImportRun & { code: unknown }> {
  const stack = aStack({ posts: '1' });
  await stack.startSurroundings();
  const { id: accountId, username } = (await stack.sandbox.stats()).account;
  const file = join(aFolder(), 'archive.zip');
  const tweets = [manyArchiveTweets(count, { minutesApart: 50 })];
  await writeXArchive(file, { accountId, username, tweets });
  const started = Date.now();
  const run = startImport(['--archive', file], stack.env);
  const code = await run.exit();
  await stack.stop();
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`${count} posts: ${seconds} s, ${run.told('memory')} MB at most`);
  return { ...run, code };
}

it(
  `imports ${SIZES.join(' and ')} posts with memory that does not grow with their number`,
  async () => {
    const peaksMb: number[] = [];
    for (const count of SIZES) {
      const run = await importPosts(count);
      expect([run.code, run.told('added')]).toEqual([0, count]);
      peaksMb.push(run.told('memory'));
    }
    expect(Math.max(...peaksMb) - (peaksMb[0] ?? 0)).toBeLessThan(GROWTH_MB);
  },
  TIME_LIMIT_MS,
);
