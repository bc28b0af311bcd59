import { LimitsConfig, slice } from '@app/config';
import { Secret } from '@app/domain';
import { FakeClock } from '@testing/domain';
import { FakeReadCounts } from '@testing/jobs';
import { FakePostSource } from '@testing/twitter-ingestion';

import { MeteredPostSource } from './metered-post-source';
import { ReadBudget } from './read-budget';

const LIMIT = 100;
const key = new Secret('key');
const credentials = { appKey: key, appSecret: key, accessToken: key, accessSecret: key };
const spent = { code: 'capture.read_budget_spent' };

/** An account with three posts, of whose month so many reads are used. */
async function setUp(used: number) {
  const clock = new FakeClock();
  const counts = new FakeReadCounts();
  if (used > 0) await counts.add('202601', 'another', used);
  const x = new FakePostSource(clock);
  x.post('1', '2', '3');
  const limits = slice(LimitsConfig, { deliveryItemsPerDay: 1, xReadsPerMonth: LIMIT });
  const source = new MeteredPostSource(x, new ReadBudget(counts, clock, limits));
  const calls = {
    posts: () => source.fetchPage(credentials, { accountId: '7' }),
    mentions: () => source.fetchPage(credentials, { accountId: '7', stream: 'mentions' }),
    lookUp: () => source.lookUp(credentials, '7', ['1', '2', '9']),
    whoAmI: () => source.whoAmI(credentials),
    profile: () => source.fetchProfile(credentials),
  };
  return { x, clock, calls, ofAccount: async () => (await counts.of('202601')).get('7') };
}

describe('MeteredPostSource', () => {
  it.each([
    ['posts', 3],
    ['lookUp', 2],
    ['whoAmI', 1],
    ['profile', 1],
  ] as const)('counts what X has billed for %s', async (call, billed) => {
    const { calls, ofAccount } = await setUp(0);
    await calls[call]();
    expect(await ofAccount()).toBe(billed);
  });

  it('counts a profile once a day, as X bills it', async () => {
    const { calls, clock, ofAccount } = await setUp(0);
    for (const hours of [0, 1, 22, 1, 1]) {
      clock.advance(hours * 3600_000);
      await calls.profile();
    }
    expect(await ofAccount()).toBe(2);
  });

  it.each(['posts', 'lookUp'] as const)('counts nothing where X puts off %s', async (call) => {
    const { calls, x, ofAccount } = await setUp(0);
    x.disturbances = ['limited'];
    expect(await calls[call]()).toMatchObject({ kind: 'limited' });
    expect(await ofAccount()).toBeUndefined();
  });

  it.each(['posts', 'whoAmI'] as const)('keeps the last tenth for own posts: %s', async (call) => {
    const { calls } = await setUp(0.9 * LIMIT);
    await expect(calls[call]()).resolves.toBeDefined();
  });

  it.each(['mentions', 'lookUp', 'profile'] as const)(
    'keeps the last tenth for own posts: not for %s',
    async (call) => {
      const { calls, x } = await setUp(0.9 * LIMIT);
      await expect(calls[call]()).rejects.toMatchObject(spent);
      expect([x.requests, x.lookedUp]).toEqual([[], []]);
    },
  );

  it.each(['posts', 'whoAmI'] as const)('asks no more once all is used: %s', async (call) => {
    const { calls, x } = await setUp(LIMIT);
    await expect(calls[call]()).rejects.toMatchObject(spent);
    expect(x.requests).toEqual([]);
  });
});
