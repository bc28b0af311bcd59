import { firstIdAt, lastIdAt } from '@app/domain';
import { aPostToSave } from '@testing/archive';
import { aJob } from '@testing/jobs';

import { AdminPage } from '../../../testing/admin-page';
import { ConnectorApp } from '../../../testing/connector-app';
import { describeGuarded } from '../../../testing/describe-guarded';

const started = new ConnectorApp();
beforeAll(() => started.start());
afterAll(() => started.stop());

describeGuarded(started, {
  admin: [
    ['get', 'accounts'],
    ['get', 'accounts/7'],
    ['post', 'accounts/7/pause'],
    ['post', 'accounts/7/resume'],
    ['post', 'accounts/7/capture'],
  ],
});

describe('the accounts', () => {
  let connector: ConnectorApp;
  let page: AdminPage;
  const since = new Date('2025-12-01T00:00:00Z');
  beforeEach(async () => {
    connector = new ConnectorApp();
    await connector.start();
    page = await AdminPage.open(connector);
    await connector.jobs.save(aJob({ tokenSetAt: since }));
  });
  afterEach(() => connector.stop());
  const iso = (date: Date) => date.toISOString();
  const newest = () => connector.audit.events.at(-1);
  const actor = { kind: 'admin', id: 'ada-id' };

  it('are listed by name, each with its jobs', async () => {
    await connector.jobs.save(aJob({ jobId: 'more', accountId: '8', username: 'adatum' }));
    await connector.jobs.save(aJob({ jobId: 'gone', state: 'deleted' }));
    const remediation = { type: 'Relogin', since } as const;
    await connector.jobs.save(aJob({ jobId: 'second', remediation }));
    const { status, body } = await page.get('accounts');
    const createdAt = '2026-01-01T00:00:00.000Z';
    expect(status).toBe(200);
    expect(body).toEqual({
      accounts: [
        {
          accountId: '8',
          username: 'adatum',
          jobs: [{ jobId: 'more', state: 'created', createdAt }],
          state: 'never-captured',
          postsRead: 0,
          streamsOn: ['posts'],
        },
        {
          accountId: '7',
          username: 'contoso',
          jobs: [
            { jobId: 'job', state: 'created', createdAt },
            {
              jobId: 'second',
              state: 'created',
              createdAt,
              remediation: { type: 'Relogin', since: iso(since) },
            },
          ],
          state: 'never-captured',
          postsRead: 0,
          loggedInAt: iso(since),
          streamsOn: ['posts'],
        },
      ],
    });
  });

  it('are still shown when their last job is deleted, and may be changed no more', async () => {
    await connector.jobs.save(aJob({ state: 'deleted' }));
    expect((await page.get('accounts')).body).toMatchObject({
      accounts: [{ accountId: '7', state: 'deleted', jobs: [{ jobId: 'job', state: 'deleted' }] }],
    });
    expect((await page.get('accounts/7')).body).toMatchObject({ state: 'deleted' });
    for (const looking of ['counts', 'completeness', 'completeness.csv', 'completeness.json']) {
      expect([looking, (await page.get(`accounts/7/${looking}`)).status]).toEqual([looking, 200]);
    }
    for (const changing of ['pause', 'resume', 'capture']) {
      const { status, body } = await page.post(`accounts/7/${changing}`);
      expect([status, body]).toMatchObject([404, { code: 'accounts.unknown' }]);
    }
    expect((await page.get('home')).body).toMatchObject({ accounts: [], attention: [] });
  });

  it('are shown with the newest consent', async () => {
    const shown = async () => (await page.get('accounts/7')).body;
    expect(await shown()).not.toHaveProperty('consent');
    const older = { version: '1', sha256: 'a'.repeat(64), at: since, by: 'contoso' };
    const newer = { ...older, version: '2', at: new Date('2025-12-02T00:00:00Z') };
    await connector.jobs.save(aJob({ consent: newer }));
    await connector.jobs.save(aJob({ jobId: 'second', consent: older }));
    expect(await shown()).toMatchObject({ consent: { ...newer, at: iso(newer.at) } });
  });

  it('are shown with what is archived of them', async () => {
    const [start, end] = [new Date('2025-12-01T00:00:00Z'), new Date('2025-12-31T00:00:00Z')];
    const [fromId, toId] = [firstIdAt(start), lastIdAt(end)];
    const posts = [start, end].map((createdAt) => aPostToSave('7', { createdAt }));
    const edited = aPostToSave('7', { createdAt: end, raw: { text: 'edited' } });
    await connector.archive.savePosts('7', [...posts, edited], { pageName: 'page', at: end });
    const coverage = [{ from: fromId, to: toId, state: 'complete', posts: 2 }] as const;
    const until = new Date('2026-01-01T00:15:00Z');
    const parked = { reason: 'twitter.rate_limited', until } as const;
    await connector.states.save(
      '7',
      { coverage, postsRead: 2, caughtUpAt: end, parked },
      undefined,
    );
    await connector.captures.ask({ accountId: '7', requestedAt: end });
    const { status, body } = await page.get('accounts/7');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      accountId: '7',
      state: 'parked',
      parked: {
        reason: 'twitter.rate_limited',
        until: iso(until),
        message: expect.stringContaining('limit') as string,
      },
      caughtUpAt: iso(end),
      archived: 3,
      oldestArchivedDay: '2025-12-01',
      captureRequestedAt: iso(end),
      coverage: [
        { state: 'unread', fromId: '1', from: '2006-03-21T20:50:14.000Z', posts: 0 },
        { state: 'complete', from: iso(start), to: iso(end), fromId, toId, posts: 2 },
      ],
    });
  });

  it('are shown before the first capture', async () => {
    const { body } = await page.get('accounts/7');
    expect(body).toMatchObject({ state: 'never-captured', archived: 0, coverage: [] });
    expect(body).not.toHaveProperty('captureRequestedAt');
  });

  it('are paused for all their jobs, and resumed', async () => {
    await connector.jobs.save(aJob({ jobId: 'second' }));
    await connector.jobs.save(aJob({ jobId: 'of another', accountId: '8' }));
    const pausedJobs = async () =>
      (await connector.jobs.list()).filter(({ paused }) => paused).map(({ jobId }) => jobId);
    const paused = await page.post('accounts/7/pause');
    expect([paused.status, await pausedJobs()]).toEqual([200, ['job', 'second']]);
    expect(paused.body).toMatchObject({ accountId: '7', state: 'paused' });
    expect(newest()).toMatchObject({ actor, action: 'account.paused', subject: '7' });
    const resumed = await page.post('accounts/7/resume');
    expect([resumed.status, await pausedJobs()]).toEqual([200, []]);
    expect(resumed.body).toMatchObject({ state: 'never-captured' });
    expect(newest()).toMatchObject({ actor, action: 'account.resumed', subject: '7' });
  });

  it('are captured when somebody asks for it', async () => {
    const { status, body } = await page.post('accounts/7/capture');
    expect(status).toBe(202);
    expect(body).toMatchObject({ accountId: '7' });
    const requestedAt = connector.clock.now();
    expect(await connector.captures.list()).toEqual([{ accountId: '7', requestedAt }]);
    expect(newest()).toMatchObject({
      actor,
      action: 'account.capture-requested',
      subject: '7',
      result: 'done',
    });
  });

  it.each([
    ['accounts.paused', { paused: true }],
    ['accounts.not_set_up', { state: 'pending' }],
  ] as const)('are not captured: 409 %s', async (code, differs) => {
    await connector.jobs.save(aJob(differs));
    const { status, body } = await page.post('accounts/7/capture');
    expect(status).toBe(409);
    expect(body).toMatchObject({ code });
    expect(await connector.captures.list()).toEqual([]);
    expect(newest()).toMatchObject({
      action: 'account.capture-requested',
      result: 'refused',
      details: { reason: code, accountId: '7' },
    });
  });

  const routes = ['', '/pause', '/resume', '/capture'];
  const ask = (path: string, accountId: string) =>
    path === '' ? page.get(`accounts/${accountId}`) : page.post(`accounts/${accountId}${path}`);

  it.each(routes)('that nobody archives are 404: %s', async (path) => {
    const { status, body } = await ask(path, '8');
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'accounts.unknown' });
  });

  it.each(routes)('have ids of digits: %s', async (path) => {
    const { status, body } = await ask(path, 'canary');
    expect(status).toBe(400);
    expect(body).toMatchObject({ fields: [{ field: 'accountId' }] });
  });
});
