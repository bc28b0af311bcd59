import { QueueServiceClient } from '@azure/storage-queue';
import { BlobServiceClient, ContainerSASPermissions } from '@azure/storage-blob';

import { JOB_ID } from '../../scripts/local/local-stack';
import { aStack } from '../support/a-stack';
import { rowsOf } from '../support/snapshot';

/** Marks what is sent, to be looked for where it must not be. */
const CANARY = 'canary-7f3a';
const PROBLEM = 'application/problem+json';

describe('the connector API', () => {
  const stack = aStack({ posts: '40' });
  let authorization: string;
  let sasUri: string;

  const request = (path: string, init: { method?: string; body?: string } = {}, proof?: string) =>
    fetch(stack.connectorUrl + path, {
      ...init,
      headers: { authorization: proof ?? authorization, 'content-type': 'application/json' },
    });
  const ask = (body: unknown, proof?: string) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return request('/data/OnDownloadRequest', { method: 'POST', body: text }, proof);
  };
  const aRequest = (taskId: string, changes: object = {}) => ({
    JobId: JOB_ID,
    TaskId: taskId,
    StartTime: '2026-01-01T00:00:00Z',
    EndTime: '2026-01-31T23:59:59Z',
    DirtyEntities: null,
    BlobSasUri: sasUri,
    ...changes,
  });
  /** How many messages wait in the queue, and the tasks that are known. */
  const intake = async () => {
    const queues = QueueServiceClient.fromConnectionString(stack.azurite.connectionString);
    const { approximateMessagesCount } = await queues.getQueueClient('downloads').getProperties();
    const rows = await rowsOf(stack.azurite.connectionString, 'tasks');
    const tasks = rows.filter((row) => !/\/(list|open)\./.test(row));
    return { queued: approximateMessagesCount, tasks };
  };

  beforeAll(async () => {
    await stack.startSurroundings();
    await stack.startConnector();
    const { tenantId, apiSecretKey } = stack.keys;
    authorization = `Basic ${Buffer.from(`${tenantId}:${apiSecretKey}`).toString('base64')}`;
    const blobs = BlobServiceClient.fromConnectionString(stack.azurite.connectionString);
    const container = blobs.getContainerClient('lent');
    await container.create();
    sasUri = await container.generateSasUrl({
      permissions: ContainerSASPermissions.parse('acw'),
      expiresOn: new Date(Date.now() + 3600_000),
    });
  });

  it('takes a task', async () => {
    expect((await ask(aRequest('first'))).status).toBe(200);
    expect(await intake()).toEqual({ queued: 1, tasks: [`${JOB_ID}/first`] });
  });

  describe('takes nothing that is wrong:', () => {
    it('answers 404 for a job it does not know', async () => {
      const response = await ask(aRequest('t', { JobId: CANARY }));
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toContain(PROBLEM);
      expect(await response.json()).toMatchObject({ code: 'jobs.unknown_job' });
    });

    it.each([
      ['JobId', { JobId: undefined }],
      ['JobId', { JobId: '' }],
      ['JobId', { JobId: [JOB_ID] }],
      ['TaskId', { TaskId: undefined }],
      ['TaskId', { TaskId: `../${CANARY}` }],
      ['StartTime', { StartTime: undefined }],
      ['StartTime', { StartTime: CANARY }],
      ['StartTime', { StartTime: '2026-02-30T00:00:00Z' }],
      ['EndTime', { EndTime: 1700000000 }],
      ['EndTime', { EndTime: '2025-12-31T00:00:00Z' }],
      ['DirtyEntities', { DirtyEntities: CANARY }],
      ['DirtyEntities', { DirtyEntities: { id: CANARY } }],
      ['BlobSasUri', { BlobSasUri: undefined }],
      ['BlobSasUri', { BlobSasUri: null }],
      ['BlobSasUri', { BlobSasUri: 'x'.repeat(5000) }],
    ])('answers 400 naming the field %s (%#)', async (field, changes) => {
      const response = await ask(aRequest('t', changes));
      expect(response.status).toBe(400);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({ fields: [{ field }] });
      expect(text).not.toContain(CANARY);
    });

    it.each([
      ['no JSON', `{"JobId": "${CANARY}`],
      ['a list', '[]'],
      ['a text', `"${CANARY}"`],
      ['a number', '1'],
      ['null', 'null'],
      ['nothing', ''],
    ])('answers 400 to a body that is %s', async (_, body) => {
      const response = await ask(body);
      expect(response.status).toBe(400);
      expect(response.headers.get('content-type')).toContain(PROBLEM);
      expect(await response.text()).not.toContain(CANARY);
    });

    it('answers 413 to a body that is too large', async () => {
      const response = await ask(aRequest('t', { More: 'x'.repeat(6_000_000) }));
      expect(response.status).toBe(413);
    });

    it.each([
      ['another host', (uri: string) => uri.replace(/\/\/[^/]+/, '//elsewhere.example')],
      [
        'a host that only looks like Azure',
        () => `https://a.blob.core.windows.net.elsewhere.example/${CANARY}?sig=${CANARY}`,
      ],
      ['the metadata service', () => `http://169.254.169.254/metadata?sig=${CANARY}`],
      ['a file', () => `file:///etc/passwd?sig=${CANARY}`],
      ['no signature', (uri: string) => uri.split('?')[0] ?? ''],
      ['no URI', () => CANARY],
    ])('answers 400 to a SAS URI with %s', async (_, change) => {
      const response = await ask(aRequest('t', { BlobSasUri: change(sasUri) }));
      expect(response.status).toBe(400);
      const text = await response.text();
      expect(text).toContain('"code":"export.sas_');
      expect(text).not.toContain(CANARY);
    });

    it.each([
      ['no credentials', ''],
      ['the wrong key', `Basic ${Buffer.from(`tenant:${CANARY}`).toString('base64')}`],
      ['another scheme', `Bearer ${CANARY}`],
      ['no base64', `Basic ${CANARY}!`],
    ])('answers 401, and nothing else, to %s', async (_, wrong) => {
      const asked = [
        ask(aRequest('t'), wrong),
        request('/setup/Validate', {}, wrong),
        request(`/job/IsCreated?jobId=${JOB_ID}`, {}, wrong),
      ];
      for (const response of await Promise.all(asked)) {
        expect(response.status).toBe(401);
        expect(await response.text()).toBe('');
      }
    });

    it('tells of a missing job id before it looks for anything', async () => {
      const response = await request('/job/IsCreated');
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ fields: [{ field: 'jobId' }] });
    });

    it('answers 404 where there is nothing', async () => {
      expect((await request(`/nothing?sig=${CANARY}`)).status).toBe(404);
      expect((await request(`/nothing/${CANARY}/${CANARY}`)).status).toBe(404);
    });

    it('answers 400 to an address that is malformed', async () => {
      const response = await request(`/nothing/${CANARY}%E0%A4%A`);
      expect(response.status).toBe(400);
      expect(await response.text()).not.toContain(CANARY);
    });

    it('has queued and kept none of it', async () => {
      expect(await intake()).toEqual({ queued: 1, tasks: [`${JOB_ID}/first`] });
    });
  });

  it('says that it is set up, and which jobs it has', async () => {
    expect(await (await request('/setup/Validate')).json()).toEqual({
      Status: true,
      Message: null,
    });
    const created = async (jobId: string) =>
      (await request(`/job/IsCreated?jobId=${jobId}`)).json();
    expect(await created(JOB_ID)).toEqual({ IsJobCreated: true, Reason: null });
    expect(await created('other')).toEqual({ IsJobCreated: false, Reason: null });
  });

  it('takes paths and names in any case, as its callers were made for', async () => {
    expect((await request('/SETUP/validate')).status).toBe(200);
    const created = await request(`/Job/isCREATED?JOBID=${JOB_ID}`);
    expect(await created.json()).toMatchObject({ IsJobCreated: true });
    const { JobId, TaskId, StartTime, EndTime, BlobSasUri } = aRequest('any-case');
    const response = await request('/DATA/ondownloadrequest', {
      method: 'POST',
      body: JSON.stringify({
        jobid: JobId,
        TASKID: TaskId,
        startTime: StartTime,
        endtime: EndTime,
        blobSasUri: BlobSasUri,
      }),
    });
    expect(response.status).toBe(200);
    expect(await intake()).toEqual({ queued: 2, tasks: [`${JOB_ID}/any-case`, `${JOB_ID}/first`] });
  });

  it('is alive and ready', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      const response = await fetch(stack.connectorUrl + path);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ status: 'ok' });
    }
  });

  it('is alive but not ready without its storage, and says no more than that', async () => {
    await stack.azurite.process.stop();
    expect((await fetch(`${stack.connectorUrl}/health/live`)).status).toBe(200);
    const response = await fetch(`${stack.connectorUrl}/health/ready`);
    expect(response.status).toBe(503);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ status: 'error', error: { storage: {} } });
    expect(text).not.toMatch(/127\.0\.0\.1|AccountKey|stack/);
    expect((await ask(aRequest('late'))).status).toBe(503);
  });

  it('has written no secret to its log, nor anything it was sent but the host it refused', () => {
    const log = stack.lines.map(({ line }) => line).join('\n');
    const signature = new URL(sasUri).searchParams.get('sig') ?? '';
    const { apiSecretKey, aadAppSecret, xAppSecret, xAccessSecret } = stack.keys;
    const secrets = [signature, encodeURIComponent(signature), authorization.split(' ')[1] ?? ''];
    secrets.push(apiSecretKey, aadAppSecret, xAppSecret, xAccessSecret);
    expect(log).toContain('request refused');
    expect(log).toContain('"host":"elsewhere.example"');
    for (const path of ['/nothing/…', '/setup/Validate', '/DATA/ondownloadrequest']) {
      expect(log).toContain(`"path":"${path}"`);
    }
    for (const secret of secrets) expect(log).not.toContain(secret);
    const told = log.split('\n').filter((line) => line.includes(CANARY));
    expect(told).toEqual([]);
  });
});
