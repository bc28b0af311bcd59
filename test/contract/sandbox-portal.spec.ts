import { JobStore } from '@app/jobs';
import { secretNames, SecretStore } from '@app/secrets';
import { aJob } from '@testing/jobs';

import { freePort } from '../../scripts/local/ports';
import { type RunningConnector, startConnector } from '../support/connector';
import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { storageConnectionString } from '../support/storage';
import { until } from '../support/until';

const NAME = 'Contoso <b>&"\' news';

let sandbox: RunningSandbox;
let connector: RunningConnector;
beforeAll(async () => {
  sandbox = await startSandbox({ storageConnectionString: storageConnectionString() });
  connector = await startConnector(sandbox);
  const secrets = connector.app.get(SecretStore, { strict: false });
  await secrets.set(secretNames.xAppKey, sandbox.keys.appKey);
  await secrets.set(secretNames.xAppSecret, sandbox.keys.appSecret);
});
afterAll(async () => {
  await connector.close();
  await sandbox.close();
});

async function look(path: string, form?: Record<string, string>) {
  const response = await fetch(sandbox.url + path, {
    redirect: 'manual',
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    policy: response.headers.get('content-security-policy') ?? '',
    text: await response.text(),
  };
}

/** The job of a connector that is being added. */
async function begin(): Promise<string> {
  const { status, location } = await look('/portal/add/twitter', { accepted: 'yes' });
  expect(status).toBe(303);
  return location.split('/')[3] ?? '';
}

function credentials(changes: Record<string, string> = {}) {
  const { apiSecretKey: password, aadAppId: appId } = sandbox.credentials;
  return { name: NAME, connectionUrl: connector.url, password, appId, ...changes };
}

const validate = async (jobId: string, changes: Record<string, string> = {}) =>
  look(`/portal/add/${jobId}/credentials`, credentials(changes));

/** The login that the set-up page does, done. */
async function setUp(jobId: string, state: 'pending' | 'created' = 'created') {
  await connector.app.get(JobStore, { strict: false }).save(aJob({ jobId, state }));
}
const stateOf = async (jobId: string) => connector.app.get(JobStore, { strict: false }).find(jobId);

describe('adding a connector in the portal', () => {
  it('begins with the terms', async () => {
    expect((await look('/portal/add')).text).toContain('href="/portal/add/twitter"');
    const { status, text } = await look('/portal/add/twitter', {});
    expect(status).toBe(422);
    expect(text).toMatch(/role="alert"[^>]*>Accept the terms/);
  });

  it('proves the connection to be good by asking the connector', async () => {
    const jobId = await begin();
    const { status, text, policy } = await validate(jobId);
    expect(status).toBe(200);
    expect(text).toContain('Validation successful');
    expect(text).toContain(`href="/portal/add/${jobId}/authorize"`);
    expect(text).toContain('Contoso &#60;b&#62;&#38;&#34;&#39; news');
    expect(policy).toContain("script-src 'self'");
  });

  it.each([
    ['a wrong password', { password: 'wrong-canary' }, 'does not accept the password'],
    ['no password', { password: '' }, 'Give the APISecretKey.'],
    ['no name', { name: ' ' }, 'Give the connector a name.'],
    ['no address', { connectionUrl: 'there' }, 'Give the address of the web app.'],
    ['another scheme', { connectionUrl: 'file:///etc/passwd' }, 'Give the address'],
    ['another machine', { connectionUrl: 'http://169.254.169.254/' }, 'own machine only'],
    ['no id', { appId: 'abc' }, 'a GUID'],
    ['an unknown id', { appId: '33333333-2a6b-4a55-9f0c-0d1c1e2f3a4b' }, 'no application with'],
  ])('says what is wrong with %s, and repeats no password', async (_, changes, message) => {
    const jobId = await begin();
    const { status, text } = await validate(jobId, changes);
    expect(status).toBe(422);
    expect(text).toContain(message);
    expect(text).not.toContain('wrong-canary');
    expect(text).not.toContain(sandbox.credentials.apiSecretKey);
    expect((await look(`/portal/add/${jobId}/review`)).text).toContain('Validate connection');
  });

  it('says that nobody answers, and that what answers is no connector', async () => {
    const jobId = await begin();
    const closed = `http://localhost:${await freePort()}`;
    const { text } = await validate(jobId, { connectionUrl: closed });
    expect(text).toContain(`The connector does not answer at ${closed}.`);
    const other = await validate(jobId, { connectionUrl: `${connector.url}/nothing` });
    expect(other.text).toContain('The connector answers 404.');
  });

  it("shows the connector's own message", async () => {
    const fresh = await startConnector(sandbox, { hasApplication: false });
    const { text } = await validate(await begin(), { connectionUrl: fresh.url });
    await fresh.close();
    expect(text).toMatch(/role="alert"[^>]*>[^<]*Entra ID application/);
  });
});

describe('a connector of the portal', () => {
  it('goes on once the set-up page is finished, imports, and is deleted', async () => {
    const jobId = await begin();
    expect((await validate(jobId)).status).toBe(200);
    const opened = await look(`/portal/add/${jobId}/authorize`);
    expect(opened.text).toContain(`${connector.url}/preview/OnJobCreating?jobId=${jobId}`);
    await setUp(jobId, 'pending');
    expect((await look(`/portal/add/${jobId}/authorize`, {})).status).toBe(422);
    await setUp(jobId);
    const next = await look(`/portal/add/${jobId}/authorize`, {});
    expect(next.location).toBe(`/portal/add/${jobId}/storage`);
    expect((await look(`/portal/add/${jobId}/storage`, { mailbox: 'x' })).status).toBe(422);
    expect((await look(`/portal/add/${jobId}/review`, {})).status).toBe(422);
    await look(`/portal/add/${jobId}/storage`, { mailbox: 'archive@contoso.example' });
    expect((await look(`/portal/add/${jobId}/review`)).text).toContain('archive@contoso.example');
    const finished = await look(`/portal/add/${jobId}/review`, {});
    expect(finished.location).toBe(`/portal/connectors/${jobId}`);
    expect((await look('/portal')).text).toContain('Connected');
    await until(async () => (await sandbox.control.importState(jobId)).windows.issued > 0);

    await look(`/portal/connectors/${jobId}/relogin`, {});
    expect(await stateOf(jobId)).toMatchObject({ remediation: { type: 'Relogin' } });
    expect((await look('/portal')).text).toContain('Log in to the web app again');
    await look(`/portal/connectors/${jobId}/logged-in`, {});
    expect((await look('/portal')).text).not.toContain('Log in to the web app again');

    expect((await look(`/portal/connectors/${jobId}/delete`)).text).toContain('Delete');
    expect(await stateOf(jobId)).toMatchObject({ state: 'created' });
    await look(`/portal/connectors/${jobId}/delete`, {});
    expect(await stateOf(jobId)).toMatchObject({ state: 'deleted' });
    expect((await look(`/portal/connectors/${jobId}`)).status).toBe(404);
    expect((await look('/portal')).text).not.toContain(jobId);
  });

  it('may be one that was not added here', async () => {
    await sandbox.control.startImport('told-otherwise', 3600);
    expect((await look('/portal')).text).toContain('href="/portal/connectors/told-otherwise"');
  });
});

describe('the root page', () => {
  it('links every stand-in', async () => {
    const { text } = await look('/');
    for (const href of ['/portal', '/control/stats', `/${sandbox.credentials.tenantId}/v2.0/`]) {
      expect(text).toContain(`href="${href}`);
    }
    expect((await look('/portal/portal.css')).status).toBe(200);
    expect((await look('/portal/portal.js')).status).toBe(200);
  });
});
