import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { JOB_ID } from '../../scripts/local/local-stack';
import { aFolder, aStack } from '../support/a-stack';
import { SetUpPage } from '../support/set-up-page';
import { rowsOf } from '../support/snapshot';
import { trust } from '../support/trust';
import { until } from '../support/until';

const contoso = '2244994945';
const fabrikam = '30100071';
const secondJob = 'second-job';

describe('the life of a job', () => {
  const dataDir = aFolder();
  const stack = aStack({ dataDir, posts: '40' });
  const page = new SetUpPage(stack);

  const archived = (accountId: string) =>
    rowsOf(stack.azurite.connectionString, 'posts').then((rows) =>
      rows.filter((row) => row.startsWith(accountId) && !row.endsWith('/counts')),
    );
  const isArchived = async (accountId: string, postId = '') =>
    (await archived(accountId)).some((row) => row.includes(postId));
  /** Names of an account's keys that are in the vault and not deleted. */
  const keysInVault = (accountId: string) => {
    const kept: unknown = JSON.parse(readFileSync(join(dataDir, 'sandbox/key-vault.json'), 'utf8'));
    const secrets = z
      .array(z.object({ name: z.string(), deleted: z.int().optional() }))
      .parse(kept);
    return secrets.filter(({ name, deleted }) => !deleted && name.includes(accountId));
  };
  /** Posts and waits until capture of that account has come by again, as often as asked. */
  const capturedAgain = async (accountId: string, times: number) => {
    for (let i = 0; i < times; i++) {
      const [postId] = await stack.sandbox.post(1, accountId);
      await until(() => isArchived(accountId, postId));
    }
  };

  beforeAll(async () => {
    await stack.startSurroundings();
    trust(readFileSync(join(dataDir, 'sandbox/tls/ca.pem'), 'utf8'));
    await stack.startConnector();
    await stack.startWorker();
    await until(() => stack.lines.some(({ line }) => line.includes('page archived')));
  });

  it('begins with a login, and two jobs hold two accounts', async () => {
    await page.logIn(secondJob, fabrikam);
    const created = () => page.call('GET', '/job/IsCreated', { jobId: secondJob });
    expect(await created()).toEqual({ IsJobCreated: false, Reason: null });
    await capturedAgain(contoso, 2);
    expect(await archived(fabrikam)).toEqual([]);
    await page.finish(secondJob);
    expect(await created()).toEqual({ IsJobCreated: true, Reason: null });
    await capturedAgain(fabrikam, 1);
    await capturedAgain(contoso, 1);
  });

  it('goes on after its owner has logged in again, and reads nothing twice', async () => {
    const before = await archived(fabrikam);
    await stack.sandbox.shutOut(fabrikam);
    const parked = () =>
      stack.lines.filter(({ line }) => line.includes('"parked"') && line.includes(fabrikam)).length;
    await until(() => parked() >= 2);
    const query = { jobId: secondJob, remediationType: 'Relogin' };
    await page.call('GET', '/job/OnRemediation', query);
    const readBefore = (await stack.sandbox.stats()).postsRead;
    await page.logIn(secondJob, fabrikam);
    await capturedAgain(fabrikam, 1);
    const after = await archived(fabrikam);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after.length).toBe(before.length + 1);
    expect((await stack.sandbox.stats()).postsRead - readBefore).toBeLessThan(before.length);
  });

  it('ends with its deletion: capture stops, the archive stays, the keys are gone', async () => {
    const before = await archived(fabrikam);
    await page.call('DELETE', '/job/OnDeleted', { jobId: secondJob });
    // A turn that had begun has ended when the next has.
    await capturedAgain(contoso, 2);
    await stack.sandbox.post(3, fabrikam);
    await capturedAgain(contoso, 3);
    expect(await archived(fabrikam)).toEqual(before);
    expect(keysInVault(contoso)).toHaveLength(1);
    expect(keysInVault(fabrikam)).toEqual([]);
    expect(await page.call('GET', '/job/IsCreated', { jobId: JOB_ID })).toMatchObject({
      IsJobCreated: true,
    });
  });
});
