import { readFileSync } from 'node:fs';
import { secretNames } from '@app/secrets';
import { aJob } from '@testing/jobs';
import request, { type Response } from 'supertest';
import { z } from 'zod';

import { ConnectorApp } from '../../testing/connector-app';
import { SetupBrowser } from '../../testing/setup-browser';
import { ConnectorSettings } from '../settings/connector-settings';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof methods)[number];

/** One row of the protocol's table (office365-import-protocol.md). */
interface Row {
  method: Method;
  path: string;
  query?: Record<string, string>;
  body?: object;
  /** The answer's JSON; without, the body is empty. */
  answer?: unknown;
  /** Names that must be there. */
  needed?: string[];
  /** What has to have happened before; more of the body, and cookies. */
  before?: () => Promise<{ body?: object; cookie?: string }>;
}

const connector = new ConnectorApp();
beforeAll(() => connector.start());
afterAll(() => connector.stop());
beforeEach(async () => {
  // Whoever failed too often is let try again a minute later.
  connector.clock.advance(61_000);
  await connector.jobs.save(aJob({ jobId: 'job-1' }));
});

const download = {
  JobId: 'job-1',
  TaskId: 'task-1',
  StartTime: '2026-01-01T00:00:00Z',
  EndTime: '2026-01-02T00:00:00',
  DirtyEntities: ['1'],
  BlobSasUri: 'https://account.blob.core.windows.net/container?sig=canary',
};
const configuration = {
  TwitterApiKeyValue: '',
  TwitterApiSecretKeyValue: '',
  TwitterAccessTokenValue: '',
  TwitterAccessTokenSecretValue: '',
  AADAppIdValue: connector.aadAppId,
  AADAppSecretValue: '',
};

const rows: Row[] = [
  { method: 'get', path: '/setup/Validate', answer: { Status: true, Message: null } },
  {
    method: 'get',
    path: '/api/ConnectorSetup/OAuthUrl',
    query: { jobType: 'Twitter', redirectUrl: 'https://connector.example/Views/TwitterOAuth' },
    answer: expect.stringMatching(/^https:\/\/x\.example\/oauth\/authenticate\?oauth_token=/),
  },
  {
    method: 'post',
    path: '/api/ConnectorSetup/StoreToken',
    body: { jobId: 'job-1', redirectUrl: 'https://connector.example/Views/TwitterOAuth' },
    answer: true,
    needed: ['jobId', 'temporaryAccessCode'],
    before: async () => {
      const browser = new SetupBrowser(connector);
      const temporaryAccessCode = connector.x.agree(await browser.begin(), '7');
      return { body: { temporaryAccessCode }, cookie: browser.cookieHeader };
    },
  },
  {
    method: 'get',
    path: '/api/ConnectorSetup/GetEntities',
    query: { jobType: 'Twitter', jobId: 'job-1' },
    answer: [{ Id: '7', Name: 'contoso', AdditionalInfo: null, AlreadyUsed: false }],
    needed: ['jobId'],
  },
  {
    method: 'post',
    path: '/api/ConnectorSetup/SavePage',
    query: { jobId: 'job-1', tenantId: connector.tenantId },
    body: { Id: '7', Name: 'contoso' },
    answer: true,
    needed: ['jobId', 'Id'],
  },
  {
    method: 'get',
    path: '/api/ConnectorSetup/DeleteToken',
    query: { jobType: 'Twitter', jobId: 'job-1' },
    answer: true,
    needed: ['jobId'],
  },
  { method: 'get', path: '/api/Configuration', answer: configuration },
  { method: 'post', path: '/api/Configuration', body: configuration, answer: true },
  {
    method: 'get',
    path: '/job/IsCreated',
    query: { jobId: 'job-1' },
    answer: { IsJobCreated: true, Reason: null },
    needed: ['jobId'],
  },
  { method: 'delete', path: '/job/OnDeleted', query: { jobId: 'job-1' }, needed: ['jobId'] },
  {
    method: 'get',
    path: '/job/OnRemediation',
    query: { jobId: 'job-1', remediationType: 'Relogin' },
    needed: ['jobId'],
  },
  {
    method: 'post',
    path: '/data/OnDownloadRequest',
    body: download,
    needed: ['JobId', 'TaskId', 'StartTime', 'EndTime', 'BlobSasUri'],
  },
];

interface Sent {
  method: Method;
  path: string;
  query?: object;
  body?: object;
  cookie?: string;
  authorization?: string;
}

async function send(sent: Sent): Promise<Response> {
  const { method, path, query = {}, body, cookie = '', authorization = connector.basic } = sent;
  const sending = request(connector.server)[method](path).query(query);
  if (authorization) void sending.set('authorization', authorization);
  return sending.set('cookie', cookie).send(body);
}

/** Sends a row's request, changed. */
async function sendRow(row: Row, change: (sent: Sent) => Sent = (sent) => sent): Promise<Response> {
  const { body, cookie } = (await row.before?.()) ?? {};
  const { method, path, query } = row;
  return send(change({ method, path, query, body: row.body && { ...row.body, ...body }, cookie }));
}

function expectAnswer({ answer }: Row, response: Response): void {
  expect({
    status: response.status,
    json: response.text && (JSON.parse(response.text) as unknown),
  }).toEqual({ status: 200, json: answer ?? '' });
  expect(response.get('content-type')).toBe(answer && 'application/json; charset=utf-8');
  expect(response.get('cache-control')).toBe('no-store');
}

/** The methods of every path. */
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const otherCase = (text: string) =>
  text.replace(/[a-z]/gi, (sign) => (sign > 'Z' ? sign.toUpperCase() : sign.toLowerCase()));
const mapNames = (object: object | undefined, change: (name: string) => string) =>
  object && Object.fromEntries(Object.entries(object).map(([name, held]) => [change(name), held]));
const without = (object: object | undefined, left: string) =>
  object && Object.fromEntries(Object.entries(object).filter(([name]) => name !== left));

describe.each(rows)('$method $path', (row) => {
  it('answers as the protocol has it', async () => {
    expectAnswer(row, await sendRow(row));
  });

  it('takes path and names in any case, and a slash at the end', async () => {
    const response = await sendRow(row, ({ path, query, body, ...rest }) => ({
      ...rest,
      path: `${otherCase(path)}/`,
      query: mapNames(query, otherCase),
      body: mapNames(body, otherCase),
    }));
    expectAnswer(row, response);
  });

  it('takes what it does not know', async () => {
    const extra = { InstrumentationKeyValue: 'x', constructor: 'y', list: ['z'] };
    const response = await sendRow(row, ({ query, body, ...rest }) => ({
      ...rest,
      query: { ...query, ...extra },
      body: body && { ...body, ...extra },
    }));
    expectAnswer(row, response);
  });

  const served = rows.filter(({ path }) => path === row.path).map(({ method }) => method);
  it.each(methods.filter((method) => !served.includes(method)))(
    'is not there for %s',
    async (method) => {
      const response = await sendRow(row, (sent) => ({ ...sent, method }));
      expect(response.status).toBe(404);
      expect(response.body).toMatchObject({ status: 404 });
    },
  );

  it.each([
    ['nothing', ''],
    ['a wrong key', basic(connector.tenantId, 'wrong')],
    ['another tenant', basic(connector.aadAppId, connector.apiSecretKey)],
    ['no user', basic('', connector.apiSecretKey)],
    ['a Bearer token of nobody', 'Bearer a.b.c'],
    ['the right words in another scheme', connector.basic.replace('Basic', 'Digest')],
  ])('refuses who brings %s, with an empty body', async (_, authorization) => {
    const response = await sendRow(row, (sent) => ({ ...sent, authorization }));
    expect([response.status, response.text]).toEqual([401, '']);
    expect(response.get('set-cookie')).toBeUndefined();
  });
});

it.each(rows.flatMap((row) => (row.needed ?? []).map((name) => ({ ...row, name }))))(
  '$method $path says that $name is missing, or no text',
  async ({ name, ...row }) => {
    for (const leave of [without, emptied, doubled, nested]) {
      const response = await sendRow(row, ({ query, body, ...rest }) => ({
        ...rest,
        query: leave(query, name),
        body: leave(body, name),
      }));
      expect(response.status).toBe(400);
      expect(response.body).toMatchObject({ fields: [{ field: name }] });
    }
  },
);

describe('the description of the routes', () => {
  it('names every row, and is a page for people too', async () => {
    const json = await send({ method: 'get', path: '/api/docs-json', authorization: '' });
    const written = readFileSync('docs/generated/connector-openapi.json', 'utf8');
    const tested = rows.map(({ method, path }) => `${method} ${path}`).sort();
    for (const document of [json.body as unknown, JSON.parse(written) as unknown]) {
      const { paths } = documentSchema.parse(document);
      const described = Object.entries(paths).flatMap(([path, operations]) =>
        Object.keys(operations).map((method) => `${method} ${path}`),
      );
      expect(described.sort()).toEqual(tested);
    }
    const page = await send({ method: 'get', path: '/api/docs', authorization: '' });
    expect(page.text).toContain('<title>Swagger UI</title>');
  });
});

describe('what the routes refuse and say', () => {
  it.each([
    ['get', '/api/ConnectorSetup/GetEntities'],
    ['delete', '/job/OnDeleted'],
    ['get', '/job/OnRemediation'],
  ] as const)('%s %s does not know an unknown job', async (method, path) => {
    const response = await send({ method, path, query: { jobId: 'unknown' } });
    expect(response.status).toBe(404);
    expect(response.body).toMatchObject({ code: 'jobs.unknown_job' });
  });

  it('takes no task of an unknown or a deleted job', async () => {
    await connector.jobs.save(aJob({ jobId: 'gone', state: 'deleted' }));
    for (const JobId of ['unknown', 'gone']) {
      const body = { ...download, JobId };
      const response = await send({ method: 'post', path: '/data/OnDownloadRequest', body });
      expect(response.status).toBe(404);
      expect(await connector.tasks.find(JobId, 'task-1')).toBeUndefined();
    }
  });

  it('keeps a task and the sealed SAS, once, however often it comes', async () => {
    const body = { ...download, TaskId: 'task-2', DirtyEntities: null };
    const before = (await connector.queue.depth()).waiting;
    for (let i = 0; i < 2; i++) {
      const response = await send({ method: 'post', path: '/data/OnDownloadRequest', body });
      expect(response.status).toBe(200);
    }
    const task = await connector.tasks.find('job-1', 'task-2');
    expect(task).toMatchObject({ state: 'waiting', dirtyEntities: [] });
    expect(task?.window.end).toEqual(new Date('2026-01-02T00:00:00Z'));
    expect(JSON.stringify(task)).not.toContain('canary');
    expect((await connector.queue.depth()).waiting).toBe(before + 2);
  });

  it('takes a task without what is no id among its ids, and notes that', async () => {
    const DirtyEntities = ['1', '../x', null, 7];
    const body = { ...download, TaskId: 'task-4', DirtyEntities };
    const response = await send({ method: 'post', path: '/data/OnDownloadRequest', body });
    expect(response.status).toBe(200);
    const task = await connector.tasks.find('job-1', 'task-4');
    expect(task?.dirtyEntities).toEqual(['1', '7']);
    expect(connector.audit.events.at(-1)).toMatchObject({
      action: 'task.received',
      subject: 'task-4',
      details: { jobId: 'job-1', leftOut: 2 },
    });
  });

  it.each([
    ['a window that ends before it begins', { EndTime: '2025-01-01T00:00:00Z' }, 'EndTime'],
    ['a time that is none', { StartTime: 'yesterday' }, 'StartTime'],
    ['ids that are no list', { DirtyEntities: '1' }, 'DirtyEntities'],
    ['an id with a slash', { TaskId: 'a/b' }, 'TaskId'],
  ])('takes no task with %s', async (_, wrong, field) => {
    const body = { ...download, TaskId: 'task-3', ...wrong };
    const response = await send({ method: 'post', path: '/data/OnDownloadRequest', body });
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ fields: [{ field }] });
  });

  it('tells what is not configured yet', async () => {
    const { secrets } = connector;
    const secret = await secrets.find(secretNames.aadAppSecret);
    await secrets.delete(secretNames.aadAppSecret);
    const response = await send({ method: 'get', path: '/setup/Validate' });
    if (secret) await secrets.set(secretNames.aadAppSecret, secret);
    expect(response.body).toEqual({
      Status: false,
      Message: expect.stringContaining('the secret of the Entra ID application') as string,
    });
  });

  it.each([
    ['Relogin', 'Relogin'],
    ['RELOGIN', 'Relogin'],
    ['0', 'Relogin'],
    ['Unknown', 'Unknown'],
    ['SomethingNew', 'Unknown'],
    ['', 'Unknown'],
  ])('understands the remediation "%s" as %s', async (remediationType, type) => {
    const query = { jobId: 'job-1', remediationType };
    await send({ method: 'get', path: '/job/OnRemediation', query });
    const since = connector.clock.now();
    await expect(connector.jobs.find('job-1')).resolves.toMatchObject({
      remediation: { type, since },
    });
  });

  it('quotes nothing of an address it does not have', async () => {
    const response = await send({ method: 'get', path: '/nowhere?oauth_verifier=canary' });
    expect(response.status).toBe(404);
    expect(response.text).not.toMatch(/canary|nowhere/);
  });
});

describe('the settings', () => {
  const values = {
    TwitterApiKeyValue: ' new key ',
    TwitterApiSecretKeyValue: '',
    TwitterAccessTokenValue: null,
    AADAppIdValue: '99999999-2a6b-4a55-9f0c-0d1c1e2f3a4b',
  };
  const valueOf = async (name: string) => (await connector.secrets.find(name))?.reveal();

  it('change what is given, leave what is empty, and never come back', async () => {
    const secretBefore = await valueOf(secretNames.xAppSecret);
    const before = connector.audit.events.length;
    connector.entra.answerWith = { kind: 'refused', entraCode: 7_000_215 };
    await connector.call('post', '/api/Configuration', {}, values);
    connector.entra.answerWith = undefined;
    expect(await valueOf(secretNames.xAppKey)).toBe('new key');
    expect(await valueOf(secretNames.xAppSecret)).toBe(secretBefore);
    expect(await valueOf(secretNames.xAccessToken)).toBeUndefined();
    const shown = await connector.call('get', '/api/Configuration');
    expect(shown.body).toEqual({ ...configuration, AADAppIdValue: values.AADAppIdValue });
    const [described] = await connector.app.get(ConnectorSettings).describeAll();
    expect(described).toEqual({
      name: 'xAppKey',
      isSecret: true,
      setAt: connector.clock.now(),
      setBy: 'set-up key',
    });
    const noted = connector.audit.events.slice(before);
    expect(noted.map(({ action, subject }) => [action, subject])).toEqual([
      ['settings.changed', 'xAppKey'],
      ['settings.changed', 'aadAppId'],
    ]);
    expect(JSON.stringify(noted)).not.toContain('new key');
    await connector.secrets.delete(secretNames.aadAppId);
    await connector.secrets.set(secretNames.xAppKey, connector.x.app.appKey);
  });

  it.each([
    { AADAppIdValue: values.AADAppIdValue },
    { AADAppSecretValue: 'mine' },
    { TwitterApiKeyValue: 'mine' },
    { TwitterAccessTokenValue: 'first', AADAppSecretValue: 'mine' },
  ])('take %j no more once admins can sign in with Entra ID', async (body) => {
    const before = connector.audit.events.length;
    const response = await connector.call('post', '/api/Configuration', {}, body);
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ code: 'settings.bootstrap_done' });
    expect(await valueOf(secretNames.aadAppId)).toBeUndefined();
    expect(await valueOf(secretNames.aadAppSecret)).toBe('the aad secret');
    expect(await valueOf(secretNames.xAppKey)).toBe(connector.x.app.appKey.reveal());
    expect(await valueOf(secretNames.xAccessToken)).toBeUndefined();
    expect(connector.audit.events.slice(before)).toMatchObject([
      {
        action: 'settings.changed',
        actor: { kind: 'setup-key' },
        result: 'refused',
        details: { reason: 'bootstrap-done' },
      },
    ]);
  });

  it('still take what is missing of X then, with the id as the page was shown it', async () => {
    const shown = { ...configuration, AADAppIdValue: connector.aadAppId.toUpperCase() };
    const body = { ...shown, TwitterAccessTokenValue: 'first' };
    const response = await connector.call('post', '/api/Configuration', {}, body);
    expect([response.status, response.body]).toEqual([200, true]);
    expect(await valueOf(secretNames.xAccessToken)).toBe('first');
    await connector.secrets.delete(secretNames.xAccessToken);
  });

  it.each([
    ['AADAppIdValue', 'no GUID'],
    ['AADAppSecretValue', 'x'.repeat(501)],
    ['TwitterApiKeyValue', { $ne: '' }],
  ])('are not changed by a wrong %s', async (name, wrong) => {
    const body = { ...values, TwitterAccessTokenValue: 'right', [name]: wrong };
    const response = await connector.call('post', '/api/Configuration', {}, body);
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ fields: [{ field: name }] });
    expect(response.text).not.toContain('no GUID');
    expect(await valueOf(secretNames.xAccessToken)).toBeUndefined();
  });
});

const emptied = (object: object | undefined, name: string) => replaced(object, name, () => '');
const doubled = (object: object | undefined, name: string) =>
  replaced(object, name, (held) => [held, held]);
const nested = (object: object | undefined, name: string) =>
  replaced(object, name, (held) => ({ held }));

function replaced(
  object: object | undefined,
  name: string,
  change: (held: unknown) => unknown,
): object | undefined {
  if (!object) return undefined;
  const changed = Object.entries(object).map(([key, held]: [string, unknown]) => [
    key,
    key === name ? change(held) : held,
  ]);
  return Object.fromEntries(changed) as object;
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
