import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { type BrowserContext, type Page } from 'playwright-core';
import { z } from 'zod';

import { LocalProcess } from '../../scripts/local/local-process';
import {
  aBrowserContext,
  barriersOn,
  clickAndClose,
  isTitled,
  picture,
} from '../support/a-browser';
import { aFolder, aStack } from '../support/a-stack';
import { answersOf, type MarkedSecret, type Seen, secretsIn, storageOf } from '../support/canary';
import { deployKey } from '../support/deploy-secret';
import { markCredentials } from '../support/marked-credentials';
import { until } from '../support/until';
import { Witness } from '../support/witness';

const POST = 'A post that somebody will look for one day';

const dataDir = aFolder();
const keys = markCredentials(dataDir);
const stack = aStack({ dataDir, posts: '40', isEmpty: true });
let witness: Witness;
let context: BrowserContext;
let page: Page;
/** What the portal has answered to the browser. */
const portalAnswers: Promise<Seen>[] = [];
/** Everything that somebody could read, by place. */
const seen: Seen[] = [];
let jobId: string;

const portal = (path = '') => `${stack.sandbox.url}/portal${path}`;
const button = (name: string, on = page) => on.getByRole('button', { name, exact: true });
const link = (name: string) => page.getByRole('link', { name, exact: true });
const title = (name: string) => isTitled(page, name);
const note = async (of: Page) => {
  seen.push({ where: `page ${new URL(of.url()).pathname}`, text: await of.content() });
};
const expectPage = async (name: string) => {
  await title(name);
  await note(page);
  expect(await barriersOn(page)).toEqual([]);
};
const opened = async (open: () => Promise<void>) => {
  const opening = context.waitForEvent('page');
  await open();
  return opening;
};

/** Sets values of a group on the settings page, by their labels. */
async function setValues(group: string, values: Record<string, string>): Promise<void> {
  await button(`Set: ${group}`).click();
  for (const [label, value] of Object.entries(values)) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await button('Save').click();
  await page.getByRole('status').getByText('Saved').waitFor();
  await note(page);
}

/** Opens the door with tenant id and key: only the values of Entra ID can be set. */
async function bootstrap(): Promise<void> {
  await page.goto(`${witness.url}/admin/`);
  await title('Sign in');
  await page.getByLabel('Tenant id').fill(keys.tenantId);
  await page.getByLabel('APISecretKey').fill(keys.apiSecretKey);
  await button('Sign in').click();
  await title('Settings');
  await setValues('Microsoft Entra ID application', {
    'Application (client) id': keys.aadAppId,
    'Client secret': keys.aadAppSecret,
  });
  await button('Test Entra credentials').click();
  await page.getByText('It works').waitFor();
  await button('Sign out').click();
  await title('Sign in');
}

/** Then an admin signs in with Entra ID and sets the rest. */
async function setAppOfX(): Promise<void> {
  await link('Sign in with Microsoft').click();
  await page.getByRole('link', { name: /Ada Admin/ }).click();
  await title('Home');
  await link('Settings').click();
  await title('Settings');
  await setValues('X developer app', {
    'API key': keys.xAppKey,
    'API key secret': keys.xAppSecret,
  });
}

/** In the connector's window: proves the key, logs in at X, ends the set-up. */
async function setUp(window: Page): Promise<void> {
  await window.getByLabel('APISecretKey').fill(keys.apiSecretKey);
  await button('Next', window).click();
  const login = button('Login with Twitter', window);
  await login.waitFor();
  await note(window);
  await window.getByRole('checkbox').check();
  const atX = await opened(() => login.click());
  await button('Authorize app', atX).waitFor();
  seen.push(...(await storageOf(stack.azurite.connectionString)));
  await clickAndClose(button('Authorize app', atX));
  await button('Continue', window).click();
  await button('Close this window', window).waitFor();
  await note(window);
  await clickAndClose(button('Close this window', window));
}

async function validate(password: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill('Contoso on Twitter');
  await page.getByLabel('Connection URL').fill(witness.url);
  await page.getByLabel('Password').fill(password);
  await button('Validate connection').press('Enter');
}

beforeAll(async () => {
  await stack.startSurroundings();
  await deployKey(stack, dataDir);
  witness = await Witness.before(stack.connectorUrl);
  const { AAD_APP_ID: _, ...env } = stack.env;
  stack.env = { ...env, PUBLIC_URL: witness.url, LOG_LEVEL: 'debug' };
  await stack.sandbox.registerCallbacks(`${witness.url}/Views/TwitterOAuth`);
  await stack.startConnector();
  context = await aBrowserContext();
  context.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!response.url().startsWith(portal()) || response.status() >= 300) return;
    // Of a page that is left there may be no body any more.
    const body = response.text().catch(() => '');
    portalAnswers.push(body.then((text) => ({ where: `portal's answer to ${pathname}`, text })));
  });
  page = await context.newPage();
});
afterAll(() => witness.close());

describe('from an empty connector to the first post in the mailbox', () => {
  it('adds a connector: the terms', async () => {
    await page.goto(portal());
    await expectPage('Data connectors');
    await link('Add connector').click();
    await expectPage('Add connector');
    await link('Twitter').click();
    await expectPage('Terms of service');
    await page.getByLabel('I accept the terms of service').press('Space');
    await button('Accept').press('Enter');
    await expectPage('Add credentials for your connector app');
    jobId = new URL(page.url()).pathname.split('/')[3] ?? '';
  });

  it('is told by the portal that the connector is not configured', async () => {
    await validate(keys.apiSecretKey);
    await page.getByRole('alert').getByText('The connector is not configured').waitFor();
    expect(await barriersOn(page)).toEqual([]);
  });

  it('configures the connector', async () => {
    await bootstrap();
    await setAppOfX();
    await page.goto(portal());
    await link('Contoso on Twitter').click();
    await expectPage('Add credentials for your connector app');
  });

  it('validates the connection', async () => {
    await validate(`not-${keys.apiSecretKey}`);
    await page.getByRole('alert').getByText('does not accept the password').waitFor();
    await validate(keys.apiSecretKey);
    await page.getByRole('status').getByText('Validation successful').waitFor();
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    expect(await barriersOn(page)).toEqual([]);
    await picture(page, 'portal-credentials');
    await link('Next').click();
    await expectPage('Authorize Microsoft 365 to import data');
    await picture(page, 'portal-authorize');
  });

  it('logs in with Twitter in the web app, whereupon the portal goes on', async () => {
    await button('Next').click();
    await page.getByRole('alert').getByText('Nobody has finished the login').waitFor();
    await setUp(await opened(() => link('Login web app').click()));
    await expectPage('Set up storage');
  });

  it('chooses a mailbox and finishes', async () => {
    await page.getByLabel('Compliance archive').check();
    await button('Next').click();
    await expectPage('Review and finish');
    expect(await page.getByRole('main').textContent()).toContain(witness.url);
    await button('Finish').click();
    await expectPage('Contoso on Twitter');
    expect(await page.getByRole('main').textContent()).toContain('not yet');
  });

  it('finds a post in the mailbox', async () => {
    await stack.sandbox.say(POST);
    await stack.startWorker();
    await until(async () => (await stack.sandbox.importState(jobId)).items.imported >= 40);
    await until(async () => {
      await page.goto(portal(`/connectors/${jobId}`));
      await page.getByLabel('Search the mailbox').fill('LOOK FOR ONE DAY');
      await button('Search').click();
      return page.getByRole('link', { name: POST }).isVisible();
    });
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('link', { name: POST }).click();
    await title(POST);
    await page.frameLocator('iframe').getByText(POST).waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.goto(portal());
    await expectPage('Data connectors');
    expect(await page.getByRole('row').nth(1).textContent()).toMatch(/Connected\s*\d{4}-\d\d-\d\d/);
    await picture(page, 'portal-connectors');
  });

  it('logs in again when the Import service says that this is needed', async () => {
    await link('Contoso on Twitter').click();
    await button('Tell the connector that a login is needed').click();
    await page.getByText('Log in to the web app again').waitFor();
    await picture(page, 'portal-remediation');
    expect(await barriersOn(page)).toEqual([]);
    await setUp(await opened(() => link('Login web app').click()));
    await button('Tell the connector that a login is needed').waitFor();
  });
});

describe('the secrets', () => {
  let secrets: MarkedSecret[];

  const connectionString = () => stack.azurite.connectionString;
  const logs = (): Seen[] =>
    stack.lines.map(({ name, line: text }) => ({ where: `log of ${name}`, text }));

  /** All there are by now, wherever they were made. */
  async function allSecrets(): Promise<MarkedSecret[]> {
    const { tenantId: _tenant, aadAppId: _app, ...marked } = keys;
    const vaultSchema = z.array(
      z.object({ name: z.string(), versions: z.array(z.object({ value: z.string() })) }),
    );
    const vault = vaultSchema.parse(
      JSON.parse(readFileSync(join(dataDir, 'sandbox/key-vault.json'), 'utf8')),
    );
    const cookies = witness.exchanges.flatMap(({ headers }) =>
      [headers['set-cookie'] ?? []].flat().map((line) => /^[^=]+=([^;]*)/.exec(line)?.[1] ?? ''),
    );
    return [
      ...Object.entries(marked).map(([kind, value]) => ({ kind, value })),
      ...vault
        .filter(({ name }) => name !== 'aad-app-id')
        .flatMap(({ name, versions }) => versions.map(({ value }) => ({ kind: name, value }))),
      ...(await stack.sandbox.issuedSecrets()),
      ...cookies.map((value) => ({ kind: 'cookie', value })),
      { kind: 'storage key', value: /AccountKey=([^;]+)/.exec(connectionString())?.[1] ?? '' },
    ];
  }

  /** Sends what is secret to where it does not belong; each answer is an error. */
  async function provokeErrors(): Promise<void> {
    const basic = Buffer.from(`${keys.tenantId}:${keys.apiSecretKey}`).toString('base64');
    const ask = async (method: string, path: string, body?: string, proof = `Basic ${basic}`) => {
      const headers = { authorization: proof, 'content-type': 'application/json' };
      return (await fetch(witness.url + path, { method, headers, body })).status;
    };
    const { xAppSecret, xAccessSecret, aadAppSecret, apiSecretKey } = keys;
    const times = { StartTime: '2026-01-01T00:00:00Z', EndTime: '2026-01-02T00:00:00Z' };
    const task = { JobId: jobId, TaskId: 'provoked', ...times };
    const sasUri = (host: string) => `https://${host}/lent?sv=1&sig=${xAccessSecret}`;
    const login = { temporaryAccessCode: xAccessSecret, jobId, oauthToken: xAppSecret };
    await stack.sandbox.addFault({ target: 'x', kind: 'html', path: 'request_token' });
    const download = '/data/OnDownloadRequest';
    const statuses = [
      await ask('GET', `/nowhere?sig=${xAccessSecret}&key=${apiSecretKey}`),
      await ask('GET', '/setup/Validate', undefined, `Bearer ${aadAppSecret}`),
      await ask('GET', '/setup/Validate', undefined, `Basic ${apiSecretKey}`),
      await ask('GET', '/api/ConnectorSetup/OAuthUrl'),
      await ask('POST', '/api/ConnectorSetup/StoreToken', JSON.stringify(login)),
      await ask('POST', '/api/Configuration', `{"TwitterApiSecretKeyValue":"${xAppSecret}`),
      await ask('POST', '/api/Configuration', JSON.stringify({ AADAppIdValue: aadAppSecret })),
      await ask('POST', download, JSON.stringify({ ...task, BlobSasUri: sasUri('else.example') })),
      await ask('POST', download, JSON.stringify({ ...task, BlobSasUri: [aadAppSecret] })),
      await ask('PUT', '/admin/api/settings', JSON.stringify({ values: { aadAppSecret } })),
    ];
    expect(statuses.filter((status) => status < 400)).toEqual([]);
  }

  /** A task that the worker gives up: its row is gone. */
  async function poisonTask(): Promise<void> {
    const worker = stack.processes.find(({ name }) => name === 'worker');
    await worker?.stop();
    const now = new Date().toISOString();
    const taskId = await stack.sandbox.ask({ jobId, start: now, end: now });
    const tasks = TableClient.fromConnectionString(connectionString(), 'tasks', {
      allowInsecureConnection: true,
    });
    const isThere = async () =>
      (await Array.fromAsync(tasks.listEntities())).find(({ rowKey }) => rowKey === taskId);
    await until(async () => (await isThere()) !== undefined);
    seen.push(...(await storageOf(connectionString())));
    const row = await isThere();
    await tasks.deleteEntity(row?.partitionKey ?? '', row?.rowKey ?? '');
    await stack.startWorker();
    const poison = QueueServiceClient.fromConnectionString(connectionString());
    const queue = poison.getQueueClient('downloads-poison');
    await until(
      async () =>
        (await queue.exists()) && ((await queue.getProperties()).approximateMessagesCount ?? 0) > 0,
    );
  }

  beforeAll(async () => {
    await provokeErrors();
    await poisonTask();
    await page.goto('about:blank');
    secrets = await allSecrets();
    seen.push(
      ...logs(),
      ...answersOf(witness.exchanges),
      ...(await Promise.all(portalAnswers)),
      ...(await storageOf(connectionString())),
    );
  });

  it('are of every kind', () => {
    const kinds = new Set(secrets.map(({ kind }) => kind));
    for (const kind of [
      'apiSecretKey',
      'aadAppSecret',
      'xAppSecret',
      'xAccessSecret',
      'sealing-key',
      'session-key',
      'request token',
      'login secret',
      'token',
      'sign-in code',
      'SAS signature',
      'cookie',
      'storage key',
    ]) {
      expect(kinds).toContain(kind);
    }
  });

  it('were looked for everywhere', () => {
    const places = new Set(seen.map(({ where }) => where.replace(/answer \d+ to .*/, 'answer')));
    for (const place of [
      'log of connector',
      'log of worker',
      'answer',
      'table jobs',
      'table tasks',
      'table audit',
      'table logins',
      'queue downloads',
      'queue downloads-poison',
      'container archive',
      "portal's answer to /portal",
      'page /admin/settings',
      'page /preview/OnJobCreating',
    ]) {
      expect(places).toContain(place);
    }
  });

  it('are in no log, answer, table, queue, blob or page', () => {
    const found = new Set(secretsIn(seen, secrets));
    // X's name of a login is how a browser gets to X. Without its secret it is worth nothing (012).
    found.delete('request token in answer 200 to GET /api/ConnectorSetup/OAuthUrl');
    found.delete('request token in answer 302 to GET /Views/TwitterOAuth');
    expect([...found]).toEqual([]);
  });

  it('would have been found: each of them, in each place', async () => {
    const [{ kind, value } = { kind: '', value: '' }] = secrets;
    const planted = [{ kind, value }];
    const text = `before ${value} after`;
    const other = createServer((_, response) => {
      response.writeHead(500, { 'x-planted': value }).end(encodeURIComponent(text));
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const watching = await Witness.before(`http://127.0.0.1:${port}`);
    await (await fetch(`${watching.url}/planted`)).text();
    await watching.close();
    other.close();
    const program = `console.log(${JSON.stringify(text)})`;
    const speaker = new LocalProcess('planted', '-', { input: program });
    speaker.onLine = (line) => stack.lines.push({ name: 'planted', line });
    await speaker.exit();
    const table = TableClient.fromConnectionString(connectionString(), 'planted', {
      allowInsecureConnection: true,
    });
    await table.createTable();
    await table.createEntity({ partitionKey: 'p', rowKey: 'r', bytes: Buffer.from(text) });
    const queue =
      QueueServiceClient.fromConnectionString(connectionString()).getQueueClient('planted');
    await queue.create();
    await queue.sendMessage(Buffer.from(text).toString('base64'));
    const container =
      BlobServiceClient.fromConnectionString(connectionString()).getContainerClient('planted');
    await container.create();
    await container.getBlockBlobClient(value).upload('', 0);
    const everything = [
      ...logs(),
      ...answersOf(watching.exchanges),
      ...(await storageOf(connectionString())),
    ];
    expect(new Set(secretsIn(everything, planted))).toEqual(
      new Set([
        `${kind} in log of planted`,
        `${kind} in answer 500 to GET /planted`,
        `${kind} in table planted`,
        `${kind} in queue planted`,
        `${kind} in container planted`,
      ]),
    );
    for (const secret of secrets.filter(({ value: each }) => each.length >= 12)) {
      const shown = [{ where: 'a page', text: `<p>${encodeURIComponent(secret.value)}</p>` }];
      expect(secretsIn(shown, [secret])).toEqual([`${secret.kind} in a page`]);
    }
  });
});
