import { randomInt } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';

import { JOB_ID, type LocalStack } from '../../scripts/local/local-stack';
import { freePort } from '../../scripts/local/ports';
import { judge } from '../../scripts/local/summary';
import { type State, stateOf, untilDelivered } from '../../scripts/local/until-delivered';
import { aFolder, aStack } from '../support/a-stack';
import { blobsOf, filesOf, rowsOf } from '../support/snapshot';

const POSTS = '800';
const KILLS = 20;
const LONGEST_LIFE_MS = 1000;
/** So many processes take their time to start. */
const TIME_LIMIT_MS = 900_000;
/** What the dead held is free again after this time. */
const SHORT_LEASES = { CAPTURE_LEASE_SECONDS: '2', DELIVERY_HIDE_SECONDS: '2' };
const seed = Number(process.env.SEED ?? randomInt(2 ** 31));

/** All that does not depend on when it was done. */
async function resultOf({ azurite: { connectionString } }: LocalStack, { imported }: State) {
  return {
    indexRows: await rowsOf(connectionString, 'posts'),
    records: await blobsOf(connectionString, 'posts'),
    media: await blobsOf(connectionString, 'media'),
    mailbox: filesOf(imported.mailbox),
    byType: imported.byType,
  };
}

/** The same posts at the same addresses for every stack: media are named by the sandbox's. */
async function twoStacks() {
  const sandboxPort = await freePort();
  const [calmFolder, folder] = [aFolder(), aFolder()];
  const calm = aStack({ dataDir: calmFolder, posts: POSTS, sandboxPort });
  await calm.startSurroundings();
  cpSync(join(calmFolder, 'sandbox'), join(folder, 'sandbox'), { recursive: true });
  return { calm, restless: aStack({ dataDir: folder, posts: POSTS, sandboxPort }) };
}

async function runCalmly(stack: LocalStack) {
  await stack.startConnector();
  await stack.startWorker();
  await stack.sandbox.startImport(JOB_ID, 2);
  const result = await resultOf(stack, await untilDelivered(stack, () => undefined));
  await stack.stop();
  return result;
}

describe(`a worker killed ${KILLS} times in a row (SEED=${seed})`, () => {
  const lives = fc.sample(fc.integer({ min: 0, max: LONGEST_LIFE_MS }), { seed, numRuns: KILLS });
  let stack: LocalStack;
  let calmResult: Awaited<ReturnType<typeof runCalmly>>;
  let state: State;
  let atLastKill: State;

  beforeAll(async () => {
    const { calm, restless } = await twoStacks();
    calmResult = await runCalmly(calm);
    stack = restless;
    await stack.startSurroundings();
    await stack.startConnector();
    await stack.sandbox.startImport(JOB_ID, 2);
    for (const lifeMs of lives) {
      const worker = await stack.startWorker(SHORT_LEASES);
      await delay(lifeMs);
      await worker.stop('SIGKILL');
    }
    atLastKill = await stateOf(stack);
    await stack.startWorker(SHORT_LEASES);
    state = await untilDelivered(stack, () => undefined);
  }, TIME_LIMIT_MS);

  it('had work left at the last kill', () => {
    expect(atLastKill.census.mailboxFiles).toBeLessThan(state.census.mailboxFiles);
  });

  it('leaves the archive and the mailbox that a worker left alone leaves, byte for byte', async () => {
    expect(await resultOf(stack, state)).toEqual(calmResult);
    expect(judge(state)).toMatchObject({ lost: 0, duplicates: 0, isWell: true });
  });

  it('has every task accepted once; only a kill between answer and note makes it tell again', () => {
    const { completions } = state.imported;
    expect(completions).toMatchObject({ withdrawn: 0, changed: 0, temporary: 0, permanent: 0 });
    expect(completions.repeated).toBeLessThanOrEqual(KILLS);
  });

  it('chains one manifest for every task that was done', async () => {
    const rows = await rowsOf(stack.azurite.connectionString, 'manifests');
    const tasks = rows.filter((row) => row.includes('/task.'));
    const { issued } = (await stateOf(stack)).imported.windows;
    expect(tasks.length).toBeGreaterThanOrEqual(state.imported.windows.done);
    expect(tasks.length).toBeLessThanOrEqual(issued);
  });
});
