import { AppError, firstIdAt, type RawPost } from '@app/domain';
import { type ParkedItem } from '@app/jobs';
import { secretNames } from '@app/secrets';
import { aRawPost } from '@testing/domain';
import { aJob } from '@testing/jobs';

import { AdminPage } from '../../../testing/admin-page';
import { ConnectorApp } from '../../../testing/connector-app';
import { describeGuarded } from '../../../testing/describe-guarded';

const noon = new Date('2025-03-01T12:00:00.000Z');
const postId = firstIdAt(noon);
const photo = { media_key: '3_1', type: 'photo', url: 'https://pbs.twimg.com/media/1.jpg' };
const fileKey = '3_1.original';
const { accountId, username } = aJob();
const retryPath = `parked-items/job/${postId}/retry`;

const started = new ConnectorApp();
beforeAll(() => started.start());
afterAll(() => started.stop());

describeGuarded(started, {
  admin: [
    ['get', 'parked-items'],
    ['post', retryPath],
  ],
});

describe('the parked items', () => {
  let connector: ConnectorApp;
  let page: AdminPage;
  beforeEach(async () => {
    connector = new ConnectorApp();
    await connector.start();
    page = await AdminPage.open(connector);
    await connector.jobs.save(aJob());
  });
  afterEach(() => connector.stop());

  const park = (more: Partial<ParkedItem> = {}) =>
    connector.parked.park({
      ...{ jobId: 'job', accountId, itemId: postId, taskId: 'task' },
      ...{ reason: 'The text is missing.', parkedAt: noon },
      ...more,
    });
  const archive = async (raw: RawPost, isInbound = false) => {
    const record = { schemaVersion: 1, accountId, postId, format: 'x-api-v2', raw } as const;
    const seen = { pageName: 'page', at: noon };
    const kind = isInbound ? 'inbound' : 'post';
    const post = { record, createdAt: noon, kind, isInbound } as const;
    await connector.archive.savePosts(accountId, [post], seen);
  };
  const post = (fields: object = {}) =>
    aRawPost(
      {
        id: postId,
        created_at: noon.toISOString(),
        attachments: { media_keys: ['3_1'] },
        ...fields,
      },
      { includes: { media: [photo] } },
    );
  const giveUpMedia = async () => {
    const missing = { fileKey, url: photo.url, reason: 'media.unavailable', retry: false };
    for (let tries = 0; tries < 20; tries++) await connector.media.markMissing(accountId, missing);
  };
  const mediaEntry = async () => (await connector.media.find(accountId, [fileKey])).get(fileKey);

  it('are none at first', async () => {
    expect((await page.get('parked-items')).body).toEqual({ items: [], total: 0 });
  });

  it('come page by page, with where the post is and how many there are', async () => {
    await park();
    await park({ itemId: '9', jobId: 'other' });
    await park({ itemId: '10', jobId: 'other', retryRequestedAt: noon });
    const first = await page.get('parked-items', { limit: '1' });
    expect(first.body).toEqual({
      items: [
        {
          ...{ jobId: 'job', accountId, username, itemId: postId, taskId: 'task' },
          ...{ reason: 'The text is missing.', parkedAt: noon.toISOString() },
          permalink: `https://x.com/${username}/status/${postId}`,
        },
      ],
      continuation: expect.any(String) as string,
      total: 3,
    });
    const { continuation } = first.body as { continuation: string };
    const { body } = await page.get('parked-items', { limit: '2', continuation });
    expect(body).toMatchObject({
      items: [
        { itemId: '9', permalink: 'https://x.com/i/status/9' },
        { itemId: '10', retryRequestedAt: noon.toISOString() },
      ],
      total: 3,
    });
    expect(body).not.toHaveProperty('continuation');
  });

  it('are nobody’s any more once their job is deleted', async () => {
    await park();
    await connector.jobs.save(aJob({ jobId: 'gone', state: 'deleted' }));
    await park({ jobId: 'gone' });
    expect((await page.get('parked-items')).body).toMatchObject({
      items: [{ jobId: 'job' }],
      total: 1,
    });
    const { status, body } = await page.post(`parked-items/gone/${postId}/retry`);
    expect([status, body]).toMatchObject([409, { code: 'jobs.deleted' }]);
    expect(connector.changes.told).toEqual([]);
    expect(connector.audit.events).toEqual([]);
  });

  it('go on from no place they never named', async () => {
    const { status, body } = await page.get('parked-items', { continuation: 'nonsense' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'jobs.bad_continuation' });
  });

  describe('when one is tried again', () => {
    it('are told to the Import service as changed', async () => {
      await park();
      const { status, body } = await page.post(retryPath);
      expect(status).toBe(200);
      const now = connector.clock.now();
      expect(body).toMatchObject({ itemId: postId, username, retryRequestedAt: now.toISOString() });
      expect(connector.changes.told).toEqual([
        { jobId: 'job', itemId: postId, changedAt: now, type: 'updated' },
      ]);
      expect((await page.get('parked-items')).body).toMatchObject({
        items: [{ itemId: postId, retryRequestedAt: now.toISOString() }],
      });
      expect(connector.audit.events).toMatchObject([
        {
          ...{ action: 'item.retried', subject: postId, result: 'done' },
          ...{ details: { jobId: 'job' }, actor: { kind: 'admin', name: 'ada@contoso' } },
        },
      ]);
    });

    it.each([[false], [true]])(
      'get another chance for media that was given up, of somebody else: %s',
      async (isInbound) => {
        await park();
        await archive(post(), isInbound);
        await giveUpMedia();
        expect(await connector.media.listToRetry(accountId, 9)).toEqual([]);
        await page.post(retryPath);
        expect(await mediaEntry()).toMatchObject({ state: 'missing', retry: true, attempts: 0 });
        expect(await connector.media.listToRetry(accountId, 9)).toHaveLength(1);
      },
    );

    it('are told though the post cannot be read', async () => {
      await park();
      await archive(post({ text: { no: 'text' } }));
      expect((await page.post(retryPath)).status).toBe(200);
      expect(connector.changes.told).toHaveLength(1);
    });

    it('stay as they are while the service cannot be told', async () => {
      await park();
      connector.changes.failures = [new AppError('export.completion_unavailable', 'no')];
      const { status, body } = await page.post(retryPath);
      expect(status).toBe(503);
      expect(body).toMatchObject({ code: 'export.completion_unavailable' });
      await connector.secrets.delete(secretNames.aadAppSecret);
      expect((await page.post(retryPath)).body).toMatchObject({ code: 'secrets.missing' });
      expect(await connector.parked.find('job', postId)).not.toHaveProperty('retryRequestedAt');
      expect(connector.audit.events).toEqual([]);
    });

    it.each([
      [404, `parked-items/job/9/retry`, { code: 'jobs.unknown_item' }],
      [404, `parked-items/other/${postId}/retry`, { code: 'jobs.unknown_item' }],
      [404, 'parked-items/job/like-7-9/retry', { code: 'jobs.unknown_item' }],
    ])('are %i where there is none: %s', async (status, path, problem) => {
      await park();
      expect(await page.post(path)).toMatchObject({ status, body: problem });
      expect(connector.changes.told).toEqual([]);
    });

    it.each(['none', 'like-9', 'other-9', '2025-03-01', '1'.repeat(20)])(
      'have no id such as %s',
      async (id) => {
        expect(await page.post(`parked-items/job/${id}/retry`)).toMatchObject({
          ...{ status: 400, body: { fields: [{ field: 'itemId' }] } },
        });
      },
    );
  });
});
