import { AppError, Secret } from '@app/domain';
import { secretNames } from '@app/secrets';

import { AdminPage } from '../../../testing/admin-page';
import { ConnectorApp } from '../../../testing/connector-app';
import { describeGuarded } from '../../../testing/describe-guarded';

const otherAppId = '33333333-2a6b-4a55-9f0c-0d1c1e2f3a4b';

let connector: ConnectorApp;
const started = new ConnectorApp();
beforeAll(() => started.start());
afterAll(() => started.stop());

describeGuarded(started, {
  adminOrBootstrap: [
    ['get', 'settings'],
    ['put', 'settings'],
  ],
});

describe('the settings', () => {
  beforeEach(async () => {
    connector = new ConnectorApp();
    await connector.start();
  });
  afterEach(() => connector.stop());

  const stored = async (name: string) => (await connector.secrets.find(name))?.reveal();
  const change = async (values: object, kind: 'admin' | 'bootstrap' = 'admin') =>
    (await AdminPage.open(connector, kind)).put('settings', { values });
  const changes = () =>
    connector.audit.events.filter(({ action }) => action === 'settings.changed');

  it('are shown without a secret', async () => {
    const { status, body, text } = await (await AdminPage.open(connector)).get('settings');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      redirectUri: 'https://connector.example/admin/sign-in/callback',
      callbackUrl: 'https://connector.example/Views/TwitterOAuth',
      settings: [
        { name: 'xAppKey', isSecret: true, isSet: true },
        { name: 'xAppSecret', isSecret: true, isSet: true },
        { name: 'xAccessToken', isSecret: true, isSet: false },
        { name: 'xAccessSecret', isSecret: true, isSet: false },
        { name: 'aadAppId', isSecret: false, isSet: true, value: connector.aadAppId },
        { name: 'aadAppSecret', isSecret: true, isSet: true },
      ],
    });
    expect(text).not.toMatch(/fake-app|the aad secret/);
  });

  it('are set by an admin, who is named; what is empty or left out stays', async () => {
    const { status, body, text } = await change({ xAppKey: '  new key\n', xAppSecret: '' });
    expect(status).toBe(200);
    const setAt = connector.clock.now().toISOString();
    expect(body).toMatchObject({
      settings: expect.arrayContaining([
        { name: 'xAppKey', isSecret: true, isSet: true, setAt, setBy: 'ada@contoso' },
      ]) as object,
    });
    expect(text).not.toContain('new key');
    expect(await stored(secretNames.xAppKey)).toBe('new key');
    expect(await stored(secretNames.xAppSecret)).toBe(connector.x.app.appSecret.reveal());
  });

  it('leave an event for each that was set, without its value', async () => {
    await change({ xAppKey: 'new key', aadAppSecret: 'new secret' });
    const actor = { kind: 'admin', id: 'ada-id', name: 'ada@contoso' };
    expect(changes()).toMatchObject([
      { actor, subject: 'xAppKey', result: 'done' },
      { actor, subject: 'aadAppSecret', result: 'done' },
    ]);
    expect(JSON.stringify(changes())).not.toMatch(/new key|new secret/);
  });

  it('stay as they were when the audit log cannot take the event', async () => {
    connector.audit.append = () => Promise.reject(new AppError('audit.unavailable', 'Away.'));
    const { status, body } = await change({ xAppKey: 'new key', aadAppSecret: 'new secret' });
    expect([status, body]).toMatchObject([503, { code: 'audit.unavailable' }]);
    expect(await stored(secretNames.xAppKey)).toBe(connector.x.app.appKey.reveal());
    expect(await stored(secretNames.aadAppSecret)).toBe('the aad secret');
  });

  it('tell the audit log when one could not be stored after all', async () => {
    const away = new AppError('secrets.unavailable', 'The Key Vault is away.');
    connector.secrets.set = () => Promise.reject(away);
    const { status, body } = await change({ xAppKey: 'new key', aadAppSecret: 'new secret' });
    expect([status, body]).toMatchObject([503, { code: 'secrets.unavailable' }]);
    expect(changes()).toMatchObject([
      { subject: 'xAppKey', result: 'done' },
      { result: 'refused', details: { reason: 'not-stored', names: 'xAppKey' } },
    ]);
  });

  it.each([
    ['values', { values: undefined }],
    ['values', { values: 'canary' }],
    ['values', { values: [{ xAppKey: 'canary' }] }],
    ['values', { values: { xApppKey: 'canary' } }],
    ['values.xAppKey', { values: { xAppKey: 7 } }],
    ['values.xAppSecret', { values: { xAppSecret: 'canary'.repeat(400) } }],
    ['values.aadAppId', { values: { aadAppId: 'canary' } }],
  ])('refuse a wrong %s: %j', async (field, body) => {
    const answer = await (await AdminPage.open(connector)).put('settings', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ fields: [{ field }] });
    expect(answer.text).not.toContain('canary');
    expect(changes()).toEqual([]);
  });

  describe('in a bootstrap session', () => {
    const expectRefused = async (values: object) => {
      const { status, body } = await change(values, 'bootstrap');
      expect(status).toBe(403);
      expect(body).toMatchObject({ code: 'settings.bootstrap_done' });
      expect(changes()).toMatchObject([
        {
          result: 'refused',
          details: { reason: 'bootstrap-done', names: Object.keys(values).join(' ') },
        },
      ]);
    };

    it('are shown', async () => {
      const answer = await (await AdminPage.open(connector, 'bootstrap')).get('settings');
      expect(answer.status).toBe(200);
    });

    it('take the Entra ID application while none is set', async () => {
      await connector.secrets.delete(secretNames.aadAppSecret);
      const values = { aadAppId: otherAppId, aadAppSecret: 'first' };
      const { status } = await change(values, 'bootstrap');
      expect(status).toBe(200);
      expect(await stored(secretNames.aadAppSecret)).toBe('first');
      const actor = { kind: 'bootstrap' };
      expect(changes()).toMatchObject([
        { actor, subject: 'aadAppId', result: 'done' },
        { actor, subject: 'aadAppSecret', result: 'done' },
      ]);
    });

    it('take the values of X too, while Entra ID is not set up', async () => {
      await connector.secrets.delete(secretNames.aadAppSecret);
      const values = { xAppKey: 'renewed', aadAppSecret: 'first' };
      expect((await change(values, 'bootstrap')).status).toBe(200);
      expect(await stored(secretNames.xAppKey)).toBe('renewed');
    });

    it.each([{ aadAppSecret: 'mine' }, { aadAppId: otherAppId }, { xAppKey: 'mine' }])(
      'take nothing that is set once Entra ID sign-in can be used: %j',
      async (values) => {
        await expectRefused(values);
        expect(await stored(secretNames.aadAppSecret)).toBe('the aad secret');
        expect(await stored(secretNames.aadAppId)).toBeUndefined();
        expect(await stored(secretNames.xAppKey)).toBe(connector.x.app.appKey.reveal());
      },
    );

    it('take what is missing of X once Entra ID sign-in can be used, alone', async () => {
      await expectRefused({ xAccessToken: 'first', aadAppSecret: 'mine' });
      expect(await stored(secretNames.xAccessToken)).toBeUndefined();
      expect((await change({ xAccessToken: 'first' }, 'bootstrap')).status).toBe(200);
      expect(await stored(secretNames.xAccessToken)).toBe('first');
    });

    it.each([
      ['its secret is wrong', 7_000_215],
      ['its secret has expired', 7_000_222],
      ['it is not there', 700_016],
      ['it is switched off', 7_000_112],
    ])('take a new application when Entra ID says that %s', async (_, entraCode) => {
      connector.entra.answerWith = { kind: 'refused', entraCode };
      expect((await change({ aadAppSecret: 'renewed' }, 'bootstrap')).status).toBe(200);
      expect(await stored(secretNames.aadAppSecret)).toBe('renewed');
    });

    it.each([
      ['is busy', { kind: 'refused', entraCode: 90_033 } as const],
      ['does not know the tenant', { kind: 'refused', entraCode: 90_002 } as const],
      ['refuses without a number', { kind: 'refused' } as const],
      ['gives no answer', { kind: 'unavailable' } as const],
    ])('take nothing when Entra ID %s', async (_, answer) => {
      connector.entra.answerWith = answer;
      await expectRefused({ aadAppSecret: 'mine' });
    });

    it('count an application whose secret was lost as none', async () => {
      await connector.secrets.set(secretNames.aadAppSecret, new Secret('replaced at Entra ID'));
      expect((await change({ aadAppSecret: 'renewed' }, 'bootstrap')).status).toBe(200);
    });
  });
});
