import { AppError } from '@app/domain';
import { aJob } from '@testing/jobs';
import request from 'supertest';

import { ConnectorApp } from '../../testing/connector-app';

const connector = new ConnectorApp();
beforeAll(async () => {
  await connector.start();
  await connector.jobs.save(aJob({ jobId: 'job-1' }));
});
afterAll(() => connector.stop());

const download = JSON.stringify({
  JobId: 'job-1',
  TaskId: 'task-1',
  StartTime: '2026-01-01T00:00:00Z',
  EndTime: '2026-01-02T00:00:00Z',
  BlobSasUri: 'https://account.blob.core.windows.net/container?sig=canary',
});

/** Sends a body as it is. */
async function post(body: string, contentType?: string) {
  const sending = request(connector.server)
    .post('/data/OnDownloadRequest')
    .set('authorization', connector.basic);
  if (contentType) void sending.set('content-type', contentType);
  return contentType ? sending.send(body) : sending.send(Buffer.from(body));
}

describe('the body of a request', () => {
  it.each(['application/json', 'text/json; charset=utf-8', 'text/plain', 'application/vnd.x+json'])(
    'is read when it is said to be %s',
    async (type) => {
      expect((await post(download, type)).status).toBe(200);
    },
  );

  it("may name all items of a day: 200,000, Purview's limit", async () => {
    const DirtyEntities = Array.from({ length: 200_000 }, (_, i) => String(19e17 + i * 1000));
    const body = { ...(JSON.parse(download) as object), TaskId: 'large', DirtyEntities };
    expect((await post(JSON.stringify(body), 'application/json')).status).toBe(200);
    expect((await connector.tasks.find('job-1', 'large'))?.dirtyEntities).toEqual(DirtyEntities);
  });

  it.each([
    ['it is no JSON', '{"JobId": "canary', 'application/json', 400],
    ['it is something else', '<JobId>canary</JobId>', 'application/xml', 400],
    ['it is empty', '', 'application/json', 400],
    ['it has a strange encoding', download, 'application/json; charset=klingon', 415],
    [
      'it is too large',
      JSON.stringify({ JobId: 'canary'.repeat(1_000_000) }),
      'application/json',
      413,
    ],
  ])('is refused when %s, and not quoted', async (_, body, type, status) => {
    const response = await post(body, type);
    expect(response.status).toBe(status);
    expect(response.get('content-type')).toMatch('application/problem+json');
    expect(response.body).toMatchObject({ status, correlationId: expect.any(String) as string });
    expect(response.text).not.toContain('canary');
  });
});

describe('a failure', () => {
  const { jobs } = connector;
  const find = jobs.find.bind(jobs);
  afterEach(() => (jobs.find = find));

  it('that nobody expected is told without a word about it', async () => {
    jobs.find = () => Promise.reject(new TypeError('canary is not a function'));
    const response = await post(download, 'application/json');
    expect(response.status).toBe(500);
    expect(response.text).not.toContain('canary');
    expect(response.body).toMatchObject({
      status: 500,
      title: expect.stringContaining('correlation id') as string,
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });

  it('that may pass is told with its code, so that the caller comes again', async () => {
    jobs.find = () => Promise.reject(new AppError('jobs.unavailable', 'Storage is away.'));
    const response = await post(download, 'application/json');
    expect(response.status).toBe(503);
    expect(response.body).toMatchObject({ code: 'jobs.unavailable', title: 'Storage is away.' });
  });

  it('leaves nothing behind', async () => {
    const before = await connector.queue.depth();
    jobs.find = () => Promise.reject(new Error('no'));
    await post(download, 'application/json');
    expect(await connector.queue.depth()).toEqual(before);
  });
});

describe('a malformed address', () => {
  it.each([
    '/admin/api/accounts/canary%E0%A4%A',
    '/admin/api/accounts/canary%E0%A4%A/pause',
    '/canary%',
    '/pages/canary%ZZ.js',
    '/admin/assets/canary%C0',
    '/admin/canary%FF',
  ])('is refused and not quoted: %s', async (path) => {
    const response = await request(connector.server).get(path);
    expect(response.status).toBe(400);
    expect(response.get('content-type')).toMatch('application/problem+json');
    expect(response.body).toMatchObject({ status: 400, title: 'The address is malformed.' });
    expect(response.text).not.toMatch(/canary|%|decode/i);
  });
});

describe('every answer', () => {
  it.each(['/health/live', '/nowhere', '/job/IsCreated'])('of %s is guarded', async (path) => {
    const { headers } = await request(connector.server).get(path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.any(String) as string,
      'content-security-policy': expect.any(String) as string,
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});
