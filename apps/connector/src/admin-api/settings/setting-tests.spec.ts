import { AppError, Secret } from '@app/domain';
import { secretNames } from '@app/secrets';

import { AdminPage } from '../../../testing/admin-page';
import { ConnectorApp } from '../../../testing/connector-app';
import { describeGuarded } from '../../../testing/describe-guarded';

const connector = new ConnectorApp();
beforeAll(() => connector.start());
afterAll(() => connector.stop());

describeGuarded(connector, {
  admin: [['post', 'settings/test-x']],
  adminOrBootstrap: [['post', 'settings/test-entra']],
});

const test = async (what: 'x' | 'entra', kind: 'admin' | 'bootstrap' = 'admin') => {
  // Tests are few a minute from one address.
  const page = await AdminPage.open(connector, kind);
  const { status, body } = await page.post(`settings/test-${what}`);
  expect(status).toBe(200);
  return body;
};
const lastEvent = () => connector.audit.events.at(-1);
const saying = (text: string) => expect.stringContaining(text) as string;

describe('the test of X', () => {
  const { appKey } = connector.x.app;
  afterEach(async () => {
    connector.x.failures = [];
    await connector.secrets.set(secretNames.xAppKey, appKey);
  });

  it('says that the keys of the app are right', async () => {
    const checkedAt = connector.clock.now().toISOString();
    expect(await test('x')).toEqual({ ok: true, message: saying('API key and secret'), checkedAt });
    const details = { ok: true };
    expect(lastEvent()).toMatchObject({ action: 'settings.tested', subject: 'x', details });
  });

  it("says whose the app owner's token is", async () => {
    await connector.secrets.set(secretNames.xAccessToken, new Secret('token'));
    await connector.secrets.set(secretNames.xAccessSecret, new Secret('secret'));
    expect(await test('x')).toMatchObject({ ok: true, message: saying('@contoso') });
  });

  it('says that keys are wrong, and names no value', async () => {
    await connector.secrets.set(secretNames.xAppKey, new Secret('canary'));
    const result = await test('x');
    expect(result).toMatchObject({ ok: false, code: 'twitter.app_keys_refused' });
    expect(JSON.stringify([result, lastEvent()])).not.toContain('canary');
    expect(lastEvent()?.details).toEqual({ ok: false, code: 'twitter.app_keys_refused' });
  });

  it('says that keys are not set', async () => {
    await connector.secrets.delete(secretNames.xAppKey);
    expect(await test('x')).toMatchObject({ ok: false, code: 'secrets.missing' });
  });

  it.each([
    ['twitter.callback_not_registered', 'https://connector.example/Views/TwitterOAuth'],
    ['twitter.rate_limited', '15 minutes'],
    ['twitter.network', 'firewall'],
    ['twitter.timeout', 'test again'],
    ['twitter.unauthorized', 'access token'],
  ] as const)('explains %s', async (code, words) => {
    connector.x.failures = [new AppError(code, 'The words of a capture.')];
    expect(await test('x')).toMatchObject({ ok: false, code, message: saying(words) });
  });
});

describe('the test of Entra ID', () => {
  afterEach(async () => {
    connector.entra.answerWith = undefined;
    await connector.secrets.set(secretNames.aadAppSecret, new Secret('the aad secret'));
  });

  it('says that the application is accepted, to bootstrap too', async () => {
    expect(await test('entra', 'bootstrap')).toMatchObject({ ok: true });
    expect(lastEvent()).toMatchObject({
      action: 'settings.tested',
      actor: { kind: 'bootstrap' },
      subject: 'entra',
      details: { ok: true },
    });
  });

  it('says that the secret is wrong, without it', async () => {
    await connector.secrets.set(secretNames.aadAppSecret, new Secret('canary'));
    const result = await test('entra');
    expect(result).toMatchObject({ ok: false, code: 'AADSTS7000215', message: saying('wrong') });
    expect(JSON.stringify([result, lastEvent()])).not.toContain('canary');
  });

  it('says that nothing is set', async () => {
    await connector.secrets.delete(secretNames.aadAppSecret);
    expect(await test('entra')).toMatchObject({ ok: false, code: 'secrets.missing' });
  });

  it.each([
    [7_000_222, 'expired'],
    [700_016, 'application id'],
    [90_002, 'TENANT_ID'],
    [90_033, 'few minutes'],
    [12_345, 'AADSTS12345'],
  ])('explains AADSTS%i', async (entraCode, words) => {
    connector.entra.answerWith = { kind: 'refused', entraCode };
    const result = await test('entra');
    expect(result).toMatchObject({ ok: false, code: `AADSTS${entraCode}`, message: saying(words) });
  });

  it('explains silence', async () => {
    connector.entra.answerWith = { kind: 'unavailable' };
    expect(await test('entra')).toMatchObject({ ok: false, code: 'auth.entra_unavailable' });
  });
});
