import { aPostToSave } from '@testing/archive';
import { aJob } from '@testing/jobs';

import { AdminPage } from '../../../testing/admin-page';
import { ConnectorApp } from '../../../testing/connector-app';
import { describeGuarded } from '../../../testing/describe-guarded';

const { accountId } = aJob();
const path = `accounts/${accountId}/counts`;
const DAY_MS = 24 * 3600_000;

const connector = new ConnectorApp();
beforeAll(async () => {
  await connector.start();
  await connector.jobs.save(aJob());
});
afterAll(() => connector.stop());

describeGuarded(connector, { admin: [['get', path]] });

describe('the counts of an account', () => {
  const daysAgo = (days: number) => new Date(connector.clock.now().getTime() - days * DAY_MS);
  const dayOf = (time: Date) => time.toISOString().slice(0, 10);
  const get = async (query: Record<string, string> = {}, of = path) =>
    (await AdminPage.open(connector)).get(of, query);

  beforeAll(async () => {
    const posts = [
      aPostToSave(accountId, { createdAt: daysAgo(0) }),
      aPostToSave(accountId, { createdAt: daysAgo(0), raw: { text: 'another version' } }),
      aPostToSave(accountId, { createdAt: daysAgo(89), kind: 'reply' }),
      aPostToSave(accountId, { createdAt: daysAgo(90), kind: 'quote' }),
    ];
    const seen = { pageName: 'page', at: connector.clock.now() };
    await connector.archive.savePosts(accountId, posts, seen);
  });

  it('are of the last 90 days', async () => {
    const { status, body } = await get();
    expect(status).toBe(200);
    expect(body).toEqual({
      days: [
        { day: dayOf(daysAgo(89)), total: 1, byKind: { reply: 1 } },
        { day: dayOf(daysAgo(0)), total: 2, byKind: { post: 2 } },
      ],
    });
  });

  it('are of the days that are asked for', async () => {
    const { body } = await get({ from: dayOf(daysAgo(300)), to: dayOf(daysAgo(90)) });
    expect(body).toEqual({ days: [{ day: dayOf(daysAgo(90)), total: 1, byKind: { quote: 1 } }] });
  });

  it.each([
    ['from', { from: '2025-02-30' }],
    ['from', { from: '2025' }],
    ['to', { to: '2025-W01-1' }],
    ['to', { to: '2025-01-01T00:00:00Z' }],
    ['from', { from: '2001-01-01', to: '2025-01-01' }],
  ])('refuse a wrong %s: %j', async (field, query: Record<string, string>) => {
    const { status, body } = await get(query);
    expect(status).toBe(400);
    expect(body).toMatchObject({ fields: [{ field }] });
  });

  it('are of known accounts alone', async () => {
    const { status, body } = await get({}, 'accounts/999/counts');
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'accounts.unknown' });
  });
});
