import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { isAppError } from '@app/domain';

import {
  AadConfig,
  DeliveryConfig,
  MailConfig,
  SecretsConfig,
  ServerConfig,
  StorageConfig,
  XApiConfig,
} from './config';
import { envExample, settingsPage } from './generate-settings';
import { loadConfig } from './load-config';

const complete = {
  PUBLIC_URL: 'https://connector.example',
  STORAGE_CONNECTION_STRING: 'UseDevelopmentStorage=true',
  SECRETS_DIR: '/tmp/secrets',
  TENANT_ID: '6f8c6e0e-2a6b-4a55-9f0c-0d1c1e2f3a4b',
  AAD_APP_ID: '11111111-2a6b-4a55-9f0c-0d1c1e2f3a4b',
  AAD_AUTHORITY_URL: 'https://login.microsoftonline.com',
  X_API_BASE_URL: 'https://localhost:8443',
  X_MEDIA_HOSTS: 'pbs.twimg.com,Video.twimg.com',
  EVENT_API_BASE_URL: 'https://webhook.ingestion.office.com',
};

type Environment = Readonly<Record<string, string>>;

function slicesOf(environment: Environment) {
  const slices = loadConfig((name) => environment[name]);
  return <T>(type: new () => T) =>
    slices.find((slice): slice is T & object => slice instanceof type);
}

function failure(environment: Environment): string {
  try {
    loadConfig((name) => environment[name]);
  } catch (error) {
    if (isAppError(error, 'config.invalid')) return error.message;
    throw error;
  }
  throw new Error('this environment was accepted');
}

describe('loadConfig', () => {
  it('fills every slice, with defaults for what may be left out', () => {
    const find = slicesOf(complete);
    expect(find(XApiConfig)).toMatchObject({
      dialect: 'tweet',
      requestTimeoutMs: 30_000,
      mediaHosts: ['pbs.twimg.com', 'video.twimg.com'],
    });
    expect(find(DeliveryConfig)?.pollSeconds).toBe(5);
  });

  it('lists every wrong variable and its rule at once, and no value', () => {
    const wrong = {
      ...complete,
      TENANT_ID: 'my-tenant',
      X_API_BASE_URL: 'http://x',
      EVENT_API_BASE_URL: '',
    };
    const message = failure({ ...wrong, DELIVERY_CONCURRENCY: '1_000' });
    expect(message.split('\n').slice(1)).toEqual([
      '  TENANT_ID: must be a GUID',
      '  X_API_BASE_URL: must be an https URL',
      '  EVENT_API_BASE_URL: must be an https URL',
      '  DELIVERY_CONCURRENCY: must be a whole number from 1 to 64',
    ]);
    expect(message).not.toMatch(/my-tenant|1_000/);
  });

  it('takes endpoints instead of a connection string, but not neither', () => {
    const { STORAGE_CONNECTION_STRING, ...without } = complete;
    expect(failure(without)).toMatch(/STORAGE_BLOB_URL[^]*STORAGE_TABLE_URL[^]*STORAGE_QUEUE_URL/);
    const find = slicesOf({
      ...without,
      STORAGE_BLOB_URL: 'https://a.blob.core.windows.net',
      STORAGE_TABLE_URL: 'https://a.table.core.windows.net',
      STORAGE_QUEUE_URL: 'https://a.queue.core.windows.net',
    });
    expect(find(StorageConfig)?.queueUrl?.host).toBe('a.queue.core.windows.net');
  });

  it('takes a Key Vault or a folder for the secrets, not both and not neither', () => {
    const { SECRETS_DIR, ...without } = complete;
    const KEY_VAULT_URL = 'https://v.vault.azure.net';
    expect(failure(without)).toMatch(/SECRETS_DIR: must be set, or KEY_VAULT_URL, and not both/);
    expect(failure({ ...complete, KEY_VAULT_URL })).toMatch(/SECRETS_DIR: .*not both/);
    expect(slicesOf({ ...without, KEY_VAULT_URL })(SecretsConfig)).toMatchObject({
      vaultUrl: new URL(KEY_VAULT_URL),
      directory: undefined,
      cacheSeconds: 300,
      verifyChallenge: true,
    });
    const unverified = slicesOf({ ...complete, KEY_VAULT_VERIFY_CHALLENGE: 'false' });
    expect(unverified(SecretsConfig)?.verifyChallenge).toBe(false);
  });

  it.each(['https://a.example', 'https://a.example:8443/', 'http://localhost:8080'])(
    'takes %s for the public address',
    (PUBLIC_URL) => {
      const { publicUrl } = slicesOf({ ...complete, PUBLIC_URL })(ServerConfig) ?? {};
      expect(publicUrl).toEqual(new URL(PUBLIC_URL));
    },
  );

  it.each([
    'http://a.example',
    'http://localhost.a.example',
    'https://a.example/b',
    'a.example',
    'https://a:99999',
  ])('refuses %s for the public address', (PUBLIC_URL) => {
    expect(failure({ ...complete, PUBLIC_URL })).toMatch(/PUBLIC_URL: must be an https URL/);
  });

  it('lets the application id be set later', () => {
    const { AAD_APP_ID, ...without } = complete;
    expect(slicesOf(without)(AadConfig)?.appId).toBeUndefined();
    expect(slicesOf(complete)(AadConfig)?.appId).toBe(AAD_APP_ID);
  });

  it('takes former signing keys, and only such that could have signed', () => {
    const keys = ['P-256', 'P-384'].map((namedCurve) => generateKeyPairSync('ec', { namedCurve }));
    const [own, other] = keys.map(({ publicKey }) =>
      publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    );
    const line = (pem = '') => pem.split('\n').slice(1, -2).join('');
    const given = (FORMER_SIGNING_KEYS: string) => ({ ...complete, FORMER_SIGNING_KEYS });
    const taken = slicesOf(given(`${line(own)},${line(own)}`))(SecretsConfig);
    expect(taken?.formerSigningKeys).toEqual([own, own]);
    for (const wrong of [line(other), 'bm8ga2V5', own ?? '']) {
      expect(failure(given(wrong))).toMatch(
        /FORMER_SIGNING_KEYS: must be public keys of the curve P-256/,
      );
    }
  });

  it('delivers to no mail server unless told to one', () => {
    expect(slicesOf(complete)(MailConfig)).toMatchObject({ sink: 'off', user: undefined });
  });

  it.each([
    [{ MAIL_SINK: 'smtp', MAIL_FROM: 'a@contoso.com', MAIL_TO: 'b@contoso.com' }, 465],
    [{ MAIL_SINK: 'imap', MAIL_USER: 'ada', MAIL_SECURITY: 'starttls' }, 143],
    [{ MAIL_SINK: 'imap', MAIL_USER: 'ada', MAIL_PORT: '10993' }, 10_993],
    [{ ALERT_MAIL_TO: 'a@contoso.com', MAIL_FROM: 'b@contoso.com' }, 465],
  ])('takes a mail server by %j', (settings, port) => {
    const given = { ...complete, ...settings, MAIL_HOST: 'mail.contoso.com' } as Environment;
    expect(slicesOf(given)(MailConfig)).toMatchObject({ host: 'mail.contoso.com', port });
  });

  it.each([
    [{ MAIL_SINK: 'pop' }, ['MAIL_SINK: must be off, smtp or imap']],
    [
      { MAIL_SINK: 'smtp', MAIL_FROM: 'me' },
      [
        'MAIL_HOST: must be the host name of the mail server',
        'MAIL_FROM: must be an e-mail address',
        'MAIL_TO: must be an e-mail address',
      ],
    ],
    [
      { ALERT_MAIL_TO: 'a@contoso.com' },
      [
        'MAIL_HOST: must be the host name of the mail server',
        'MAIL_FROM: must be an e-mail address',
      ],
    ],
    [
      {
        ...{ MAIL_SINK: 'imap', MAIL_HOST: 'mail.contoso.com', MAIL_USER: 'ada' },
        ...{ MAIL_FROM: 'b@contoso.com', ALERT_MAIL_TO: 'a@contoso.com' },
      },
      ['ALERT_MAIL_TO: cannot be used with MAIL_SINK=imap'],
    ],
    [
      { MAIL_SINK: 'imap', MAIL_HOST: 'mail.contoso.com', MAIL_SECURITY: 'none' },
      [
        'MAIL_SECURITY: must be tls or starttls (none only where MAIL_HOST is localhost)',
        'MAIL_USER: must be the name to log in with',
      ],
    ],
  ])('refuses a mail server by %j', (settings, wrong) => {
    const message = failure({ ...complete, ...settings });
    expect(message.split('\n').slice(1)).toEqual(wrong.map((line) => `  ${line}`));
  });

  it('shows no secret when printed', () => {
    const storage = slicesOf(complete)(StorageConfig);
    expect(storage?.connectionString?.reveal()).toBe(complete.STORAGE_CONNECTION_STRING);
    expect(inspect(storage) + JSON.stringify(storage)).not.toContain('Development');
  });
});

describe('generated pages', () => {
  it.each([
    ['docs/settings.md', settingsPage],
    ['.env.example', envExample],
  ])('%s is what `npm run generate` makes', (file, generate) => {
    expect(readFileSync(file, 'utf8')).toBe(generate());
  });
});
