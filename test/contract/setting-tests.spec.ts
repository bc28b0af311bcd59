import { ApplicationTrial } from '@app/auth';
import { Secret } from '@app/domain';
import { secretNames, SecretStore } from '@app/secrets';
import { describeApplicationTrial } from '@testing/auth';
import { z } from 'zod';

import { Browser } from '../support/browser';
import { type RunningConnector, startConnector } from '../support/connector';
import { type RunningSandbox, startSandbox } from '../support/sandbox';

let sandbox: RunningSandbox;
let connector: RunningConnector;
let page: { browser: Browser; csrfToken: string };
beforeAll(async () => {
  sandbox = await startSandbox({});
  connector = await startConnector(sandbox);
  page = await signIn();
});
afterAll(async () => {
  await connector.close();
  await sandbox.close();
});
beforeEach(async () => {
  const { xAppKey, xAppSecret, aadAppId, aadAppSecret } = sandbox.credentials;
  await setAll({ xAppKey, xAppSecret, aadAppId, aadAppSecret });
  await register([`${connector.url}/Views/TwitterOAuth`]);
});
afterEach(() => sandbox.control.clearFaults());

async function setAll(values: Partial<Record<SettingName, string>>): Promise<void> {
  const secrets = connector.app.get(SecretStore, { strict: false });
  for (const [name, value] of Object.entries(values)) {
    await secrets.set(secretNames[name as SettingName], new Secret(value));
  }
}
type SettingName = Exclude<keyof typeof secretNames, 'accountKeys'>;

async function register(callbacks: string[]): Promise<void> {
  const answer = await fetch(`${sandbox.url}/control/x/callbacks`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(callbacks),
  });
  expect(answer.status).toBe(204);
}

async function signIn() {
  const browser = new Browser();
  const authorize = await browser.redirectOf(`${connector.url}/admin/sign-in`);
  authorize.searchParams.set('user', 'ada');
  await browser.send(await browser.redirectOf(authorize));
  const { text } = await browser.send(`${connector.url}/admin/api/session`);
  return { browser, ...z.object({ csrfToken: z.string() }).parse(JSON.parse(text)) };
}

async function test(what: 'x' | 'entra'): Promise<unknown> {
  const { browser, csrfToken } = page;
  const answer = await browser.send(`${connector.url}/admin/api/settings/test-${what}`, {
    method: 'POST',
    headers: { 'x-csrf-token': csrfToken },
  });
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text) as unknown;
}

const saying = (text: string) => expect.stringContaining(text) as string;

describeApplicationTrial('EntraApplicationTrial', () => ({
  trial: connector.app.get(ApplicationTrial, { strict: false }),
  appId: sandbox.credentials.aadAppId,
  secret: sandbox.credentials.aadAppSecret,
}));

describe('EntraApplicationTrial', () => {
  const trial = () => connector.app.get(ApplicationTrial, { strict: false });
  const app = () => ({
    appId: sandbox.credentials.aadAppId,
    secret: new Secret(sandbox.credentials.aadAppSecret),
  });

  it.each([
    { kind: 'status', status: 503 },
    { kind: 'html' },
    { kind: 'reset' },
    { kind: 'truncate' },
  ])('takes an Entra ID in trouble for no refusal: %j', async (fault) => {
    await sandbox.control.addFault({ target: 'token', ...fault });
    expect(await trial().run(app(), 'https://vault.azure.net/.default')).toEqual({
      kind: 'unavailable',
    });
  });
});

describe('the test of X', () => {
  it('finds that all is well', async () => {
    expect(await test('x')).toMatchObject({ ok: true });
  });

  it("finds whose the app owner's token is", async () => {
    const { xAccessToken, xAccessSecret } = sandbox.credentials;
    await setAll({ xAccessToken, xAccessSecret });
    expect(await test('x')).toMatchObject({ ok: true, message: saying('@') });
  });

  it('tells a wrong access token from wrong keys of the app', async () => {
    await setAll({ xAccessSecret: 'wrong' });
    expect(await test('x')).toMatchObject({ ok: false, code: 'twitter.unauthorized' });
    await setAll({ xAppSecret: 'wrong' });
    expect(await test('x')).toMatchObject({ ok: false, code: 'twitter.app_keys_refused' });
  });

  it('finds that the callback is not registered, and says which', async () => {
    await register([]);
    expect(await test('x')).toMatchObject({
      ok: false,
      code: 'twitter.callback_not_registered',
      message: saying(`${connector.url}/Views/TwitterOAuth`),
    });
  });

  it.each([
    ['a suspended app', { kind: 'status', status: 403, code: 416 }, 'twitter.app_suspended'],
    ['a wrong clock', { kind: 'status', status: 401, code: 135 }, 'twitter.clock_skew'],
    ['a used-up limit', { kind: 'rate_limit' }, 'twitter.rate_limited'],
    ['a fault of X', { kind: 'status', status: 503 }, 'twitter.unavailable'],
    ['a lost connection', { kind: 'reset', times: 9 }, 'twitter.network'],
  ])('explains %s', async (_, fault, code) => {
    await sandbox.control.addFault({ target: 'x', ...fault });
    expect(await test('x')).toMatchObject({ ok: false, code });
  });
});

describe('the test of Entra ID', () => {
  it('finds that all is well', async () => {
    expect(await test('entra')).toMatchObject({ ok: true });
  });

  it('finds a wrong secret, and an application that is not there', async () => {
    await setAll({ aadAppSecret: 'wrong' });
    expect(await test('entra')).toMatchObject({ ok: false, code: 'AADSTS7000215' });
    await setAll({ aadAppId: '33333333-2a6b-4a55-9f0c-0d1c1e2f3a4b' });
    expect(await test('entra')).toMatchObject({ ok: false, code: 'AADSTS700016' });
  });

  it('finds that Entra ID does not answer', async () => {
    await sandbox.control.addFault({ target: 'token', kind: 'reset' });
    expect(await test('entra')).toMatchObject({ ok: false, code: 'auth.entra_unavailable' });
  });
});
