import { Readable } from 'node:stream';
import { aPostToSave } from '@testing/archive';
import { aDownloadTask, aJob } from '@testing/jobs';

import { AdminPage } from '../../../testing/admin-page';
import { ConnectorApp } from '../../../testing/connector-app';
import { describeGuarded } from '../../../testing/describe-guarded';

const { accountId } = aJob();
const path = `accounts/${accountId}/completeness`;
const POSTS = 205;
const NOON = '2025-12-31T12:00:00.000Z';
/** The last sweep began; it has looked up the posts from the 101st on. */
const SWEPT = '2025-12-31T18:00:00.000Z';
const window = { start: new Date('2025-12-31T00:00:00Z'), end: new Date('2026-01-01T00:00:00Z') };
const days = { from: '2025-12-31', to: '2025-12-31' };

const connector = new ConnectorApp();
beforeAll(async () => {
  await connector.start();
  await connector.jobs.save(aJob());
  const createdAt = new Date(NOON);
  const posts = Array.from({ length: POSTS }, (_, i) =>
    aPostToSave(accountId, { createdAt, postId: String(1000 + i) }),
  );
  const seen = { pageName: 'page', at: createdAt };
  await connector.archive.savePosts(accountId, posts, seen);
  await connector.tasks.receive(aDownloadTask({ window }));
  const recheck = {
    ...{
      overlapAt: createdAt,
      late: 0,
      changed: 0,
      deleted: 0,
      editsUpTo: '1',
      sweptAt: createdAt,
    },
    ...{ sweptSince: new Date(SWEPT), sweptFrom: '1099' },
  };
  const state = { coverage: [], postsRead: 0, recheck };
  await connector.states.save(accountId, state, undefined, 'deletions');
  await connector.absences.save(accountId, {
    ...{ postId: '1001', state: 'hidden', reason: 'hidden', detail: 'No.' },
    ...{ shownAt: createdAt, missedAt: createdAt, lookedAt: createdAt },
  });
});
afterAll(() => connector.stop());

describeGuarded(connector, {
  admin: [
    ['get', path],
    ['get', `${path}.csv`],
    ['get', `${path}.json`],
  ],
});

describe('the completeness of an account', () => {
  const get = async (of = path, query: Record<string, string> = days) =>
    (await AdminPage.open(connector)).get(of, query);

  it('says how much of a time is where, and why', async () => {
    const { status, body } = await get();
    expect(status).toBe(200);
    const counts = { collected: POSTS, archived: 0, unprocessed: POSTS, unexplained: 0 };
    expect(body).toMatchObject({
      from: '2025-12-31T00:00:00.000Z',
      to: '2025-12-31T23:59:59.999Z',
      isExplained: true,
      counts,
      kinds: [{ kind: 'post', ...counts }],
      reasons: [{ reason: 'task-waits', count: POSTS }],
      atSource: {
        ...{ posts: POSTS, shown: POSTS - 100, deleted: 0, hidden: 1, unknown: 99, removed: 0 },
        shownAt: SWEPT,
      },
      notShown: [{ state: 'hidden', id: '1001', kind: 'post', shownAt: NOON, missedAt: NOON }],
      hasMore: true,
    });
    const { differences } = body as { differences: object[] };
    expect(differences).toHaveLength(200);
    const first = { disposition: 'unprocessed', reason: 'task-waits', jobId: 'job' };
    expect(differences[0]).toMatchObject({ ...first, id: '1000', taskId: 'task' });
  });

  it('shows the first posts that are hidden, however many were deleted before', async () => {
    await connector.jobs.save(aJob({ jobId: 'other', accountId: '8' }));
    const createdAt = new Date(NOON);
    const ids = Array.from({ length: 202 }, (_, i) => String(1000 + i));
    const posts = ids.map((postId) => aPostToSave('8', { createdAt, postId }));
    await connector.archive.savePosts('8', posts, { pageName: 'page', at: createdAt });
    const missed = { shownAt: createdAt, missedAt: createdAt, lookedAt: createdAt, detail: 'No.' };
    for (const postId of ids) {
      const state = postId === '1201' ? 'hidden' : 'deleted';
      await connector.absences.save('8', { postId, state, reason: state, ...missed });
    }
    const { body } = await get('accounts/8/completeness');
    expect(body).toMatchObject({ atSource: { deleted: 201, hidden: 1 } });
    const { notShown } = body as { notShown: { state: string }[] };
    expect(notShown.filter(({ state }) => state === 'deleted')).toHaveLength(200);
    expect(notShown.filter(({ state }) => state === 'hidden')).toMatchObject([{ id: '1201' }]);
  });

  it('names files that items were handed over without, the first ones of each state', async () => {
    await connector.jobs.save(aJob({ jobId: 'lacking', accountId: '9' }));
    const createdAt = new Date(NOON);
    const post = aPostToSave('9', { createdAt, postId: '1000' });
    await connector.archive.savePosts('9', [post], { pageName: 'page', at: createdAt });
    const [{ version } = {}] = await connector.archive.find('9', '1000');
    const missingMedia = Array.from({ length: 202 }, (_, i) => `3_${i}.original`);
    const items = [{ id: '1000', version, createdAt: NOON, missingMedia }];
    const manifest = Buffer.from(JSON.stringify({ items }));
    await connector.tasks.receive(aDownloadTask({ jobId: 'lacking', window, state: 'delivered' }));
    await connector.manifests.append('lacking', 'task.01234567', () => Readable.from([manifest]));
    const [tried = '', late = ''] = [missingMedia[0], missingMedia.at(-1)];
    const reason = 'media.not_found';
    await connector.media.markMissing('9', { fileKey: tried, url: 'x', reason, retry: false });
    const jpeg = { contentType: 'image/jpeg', body: Readable.from([Buffer.from('picture')]) };
    await connector.media.save('9', { fileKey: late, ...jpeg });
    const { body } = await get('accounts/9/completeness');
    expect(body).toMatchObject({ isExplained: true, files: { missing: 201, late: 1 } });
    const { withoutFile } = body as { withoutFile: { state: string }[] };
    const item = { id: '1000', kind: 'post', version, createdAt: NOON };
    expect(withoutFile).toHaveLength(201);
    expect(withoutFile[0]).toEqual({
      ...{ state: 'missing', ...item, fileKey: tried, reason, retry: false },
    });
    expect(withoutFile.at(-1)).toEqual({ state: 'late', ...item, fileKey: late });
    const { text } = await get('accounts/9/completeness.csv');
    expect(text.match(/^file,,(media.not_found|missing|late),post,1000,/gm)).toHaveLength(202);
  });

  it('has every difference, and counts that add up, in its files', async () => {
    const csv = await get(`${path}.csv`);
    expect(csv.headers['content-disposition']).toBe('attachment; filename=completeness-7.csv');
    const rows = csv.text.trimEnd().split('\r\n');
    expect(rows.filter((row) => row.startsWith('difference,unprocessed,task-waits'))).toHaveLength(
      POSTS,
    );
    expect(rows).toContain(`count,collected,,,,,,,,,${POSTS},,,,,`);
    expect(rows).toContain('count,unexplained,,,,,,,,,0,,,,,');
    expect(rows).toContain(`not-shown,,hidden,post,1001,,,${NOON},,,,${NOON},${NOON},,,`);
    expect(rows).toContain(`count,,shown,at-source,,,,,,,${POSTS - 100},${SWEPT},,,,`);
    expect(rows).toContain('count,,unknown,at-source,,,,,,,99,,,,,');
    expect(rows).toContain('count,,hidden,at-source,,,,,,,1,,,,,');
    const { body } = await get(`${path}.json`);
    expect(body).toMatchObject({ report: { counts: { collected: POSTS } } });
    expect((body as { differences: object[] }).differences).toHaveLength(POSTS);
  });

  it('is empty where there is nothing', async () => {
    const none = { from: '2024-01-01', to: '2024-01-01' };
    const { body } = await get(`${path}.json`, none);
    expect(body).toMatchObject({ differences: [], report: { counts: { collected: 0 } } });
    expect(await get(path, none)).toMatchObject({ body: { hasMore: false, kinds: [] } });
  });

  it('is refused for a wrong time, and of an account that is not known', async () => {
    expect((await get(path, { from: '2025-02-30' })).status).toBe(400);
    expect((await get('accounts/999/completeness')).status).toBe(404);
  });
});
