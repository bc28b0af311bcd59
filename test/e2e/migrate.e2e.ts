import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { timeOfId } from '@app/domain';

import { aFolder, aStack } from '../support/a-stack';
import { importAsSample } from '../support/import-as-sample';
import { runMigrate } from '../support/run-migrate';
import { aSampleJob, putSample } from '../support/sample-tables';
import { SetUpPage } from '../support/set-up-page';
import { trust } from '../support/trust';
import { until } from '../support/until';

const jobId = '7c1f3f0e-58f5-4a53-9b0c-6f5a0f1f2d11';
const SECOND_MS = 1000;

describe("a job of Microsoft's sample connector", () => {
  const dataDir = aFolder();
  const stack = aStack({ dataDir, posts: '0', isEmpty: true });
  /** What the sample has delivered. */
  let old: string[];
  /** Up to when; no post is of this second. */
  let cutOver: Date;

  const migrate = (...args: string[]) => {
    const { connectionString } = stack.azurite;
    const { apiSecretKey } = stack.keys;
    return runMigrate(args, { connectionString, apiSecretKey }, stack.env);
  };
  /** Asks as the Import service does, and waits until it is served. */
  const ask = async (start: Date, end: Date) => {
    await stack.sandbox.ask({ jobId, start: start.toISOString(), end: end.toISOString() });
    await until(async () => (await stack.sandbox.importState(jobId)).windows.open === 0);
    const { items, invalid } = await stack.sandbox.importState(jobId);
    return { ...items, invalid };
  };
  /** The first whole second after now, once it is over. */
  const aSecondWithoutPosts = async () => {
    const second = new Date((Math.floor(Date.now() / SECOND_MS) + 1) * SECOND_MS);
    while (Date.now() <= second.getTime() + SECOND_MS) await delay(SECOND_MS / 10);
    return second;
  };
  const beginning = () => new Date((timeOfId(old[0] ?? '')?.getTime() ?? 0) - SECOND_MS);

  beforeAll(async () => {
    await stack.startSurroundings();
    trust(readFileSync(join(dataDir, 'sandbox/tls/ca.pem'), 'utf8'));
    old = await stack.sandbox.post(5);
    cutOver = await aSecondWithoutPosts();
    await importAsSample(stack, { jobId, ids: old, start: beginning(), end: cutOver });
    const { account } = await stack.sandbox.stats();
    const { xAccessToken, xAccessSecret, ...keys } = stack.keys;
    const accountKeys = { accessToken: xAccessToken, accessSecret: xAccessSecret };
    await putSample(stack.azurite.connectionString, {
      jobs: [aSampleJob(jobId, account.id, accountKeys, old.at(-1))],
      settings: {
        ...{ TwitterApiKey: keys.xAppKey, TwitterApiSecretKey: keys.xAppSecret },
        ...{ AAdAppId: keys.aadAppId, AAdAppSecret: keys.aadAppSecret },
      },
    });
  });

  it('is taken over by a command that tells no secret, and may be repeated', async () => {
    const done = await migrate();
    const again = await migrate('--dry-run');
    expect([done.code, again.code]).toEqual([0, 0]);
    expect(done.said).toMatch(/^ +jobs taken over +1$/m);
    expect(done.said).toContain(`the sample's last post ${old.at(-1) ?? ''}`);
    expect(again.said).toMatch(/^Nothing is changed/m);
    expect(again.said).toMatch(/^ +here already +1$/m);
    const said = done.said + again.said;
    const { tenantId: _tenant, aadAppId: _app, ...secrets } = stack.keys;
    expect(Object.values(secrets).filter((secret) => said.includes(secret))).toEqual([]);
  });

  it('goes on: the next download task is served, and no post comes twice', async () => {
    await stack.startConnector();
    await stack.startWorker();
    const created = await new SetUpPage(stack).call('GET', '/job/IsCreated', { jobId });
    expect(created).toEqual({ IsJobCreated: true, Reason: null });
    const fresh = await stack.sandbox.post(4);
    const imported = old.length + fresh.length;
    expect(await ask(cutOver, await aSecondWithoutPosts())).toEqual({
      ...{ imported, redelivered: 0, 'redelivered, changed': 0 },
      ...{ 'redelivered, asked for': 0, invalid: [] },
    });
  });

  it("puts an item in the place of the sample's when its window is asked for again", async () => {
    const before = await stack.sandbox.importState(jobId);
    expect(await ask(beginning(), cutOver)).toEqual({
      ...{ imported: before.items.imported, redelivered: 0 },
      ...{ 'redelivered, changed': old.length, 'redelivered, asked for': 0, invalid: [] },
    });
  });
});
