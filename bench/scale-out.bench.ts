import { setTimeout as sleep } from 'node:timers/promises';

import { aFolder, aStack, type TestStack } from '../test/support/a-stack';
import { type Figure, keep, rounded } from './figures';
import { connectAll, manyAccounts, writeWorld } from './load/many-accounts';
import { isTarget } from './targets';

const ACCOUNTS = Number(process.env.ACCOUNTS ?? '50');
const WORKERS = (process.env.WORKERS ?? '1,2,4').split(',').map(Number);
/** Of each account in each round. */
const POSTS = Number(process.env.POSTS ?? '40');
const ROUNDS = 3;
const POLL_MS = 500;
const ROUND_LIMIT_MS = 900_000;

/** Often enough that a round takes as long as its work does; and nobody is hidden from others by a lease for long. */
const SETTINGS = { CAPTURE_INTERVAL_SECONDS: '3', CAPTURE_LEASE_SECONDS: '60' };
const FOLLOW_UP_SECONDS = 10;

jest.setTimeout(4 * 3600_000);

/** Seconds from the posts of a round to the import of an account's last one, by account. */
type Waits = Map<string, number>;

it(`shares the work for ${ACCOUNTS} accounts between workers`, async () => {
  const figures: Figure[] = [];
  const details: Record<string, object> = {};
  for (const workers of WORKERS) {
    const rounds = await measure(workers);
    const seconds = rounds.map((waits) => Math.max(...waits.values()));
    const posts = ACCOUNTS * POSTS * ROUNDS;
    const perSecond = posts / seconds.reduce((sum, each) => sum + each, 0);
    const name = `${workers} ${workers === 1 ? 'worker' : 'workers'}`;
    figures.push({
      what: `${name}, from post to mailbox`,
      unit: 'posts/s',
      value: rounded(perSecond),
    });
    figures.push(fairness(workers, rounded(longestOfMean(rounds))));
    details[name] = { seconds: seconds.map(rounded) };
  }
  keep('scale-out', figures, { accounts: ACCOUNTS, postsOfEach: POSTS * ROUNDS, ...details });
  expect(figures.every(({ value }) => value > 0)).toBe(true);
});

function fairness(workers: number, value: number): Figure {
  const target = `scale-out.longest-of-mean-${workers}`;
  const what = `${workers} workers: longest wait of an account, of the mean`;
  return ACCOUNTS === 50 && isTarget(target) ? { target, value } : { what, unit: '×', value };
}

/** Every account posts, in each round once the round before is in the mailboxes. */
async function measure(workers: number): Promise<Waits[]> {
  const accounts = manyAccounts(ACCOUNTS);
  const folder = aFolder();
  const dataset = writeWorld(folder, accounts);
  const stack = aStack({ dataDir: folder, isEmpty: true, inMemory: true, dataset });
  await stack.startSurroundings();
  await connectAll(stack, accounts);
  Object.assign(stack.env, SETTINGS);
  await stack.startConnector();
  for (let i = 0; i < workers; i++) await stack.startWorker();
  const from = new Date(Date.now() - 60_000).toISOString();
  for (const { jobId } of accounts)
    await stack.sandbox.startImport(jobId, FOLLOW_UP_SECONDS, { from });
  const rounds: Waits[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    for (const { userId } of accounts) await stack.sandbox.post(POSTS, userId);
    rounds.push(
      await waitsOf(
        stack,
        accounts.map(({ jobId }) => jobId),
        round * POSTS,
      ),
    );
  }
  await stack.stop();
  return rounds;
}

async function waitsOf(stack: TestStack, jobIds: string[], imported: number): Promise<Waits> {
  const began = Date.now();
  const waits: Waits = new Map();
  while (waits.size < jobIds.length) {
    if (Date.now() - began > ROUND_LIMIT_MS) {
      throw new Error(
        `After ${ROUND_LIMIT_MS} ms ${waits.size} of ${jobIds.length} accounts are done.`,
      );
    }
    await sleep(POLL_MS);
    for (const jobId of jobIds.filter((each) => !waits.has(each))) {
      const { items } = await stack.sandbox.importState(jobId);
      if (items.imported >= imported) waits.set(jobId, (Date.now() - began) / 1000);
    }
  }
  return waits;
}

/** What an account waited in all rounds: the longest, of the mean. One that starves waits several times as long as others. */
function longestOfMean(rounds: readonly Waits[]): number {
  const jobIds = [...(rounds[0]?.keys() ?? [])];
  const sums = jobIds.map((jobId) =>
    rounds.reduce((sum, waits) => sum + (waits.get(jobId) ?? 0), 0),
  );
  return Math.max(...sums) / (sums.reduce((sum, each) => sum + each, 0) / sums.length);
}
