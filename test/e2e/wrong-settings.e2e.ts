import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { resolve } from 'node:path';
import { connectByString, MARK_TABLE, markStorage } from '@app/azure';

import { startAzurite } from '../../scripts/local/azurite';
import { LocalProcess } from '../../scripts/local/local-process';
import { aFolder, endedAfterwards } from '../support/a-stack';

const CANARY = 'canary-51c9';
const SETTINGS = {
  STORAGE_CONNECTION_STRING:
    'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://127.0.0.1:1/a',
  SECRETS_DIR: 'secrets',
  TENANT_ID: '6f8c6e0e-2a6b-4a55-9f0c-0d1c1e2f3a4b',
  AAD_AUTHORITY_URL: 'https://login.example',
  X_API_BASE_URL: 'https://x.example',
  X_MEDIA_HOSTS: 'media.example',
  EVENT_API_BASE_URL: 'https://events.example',
  PUBLIC_URL: 'https://connector.example',
};
const WRONG = {
  CONNECTOR_PORT: `80${CANARY}`,
  STORAGE_CONNECTION_STRING: CANARY,
  TENANT_ID: CANARY,
  X_API_BASE_URL: `http://${CANARY}.example`,
  CAPTURE_INTERVAL_SECONDS: '0',
};
const MISSING = [
  'SECRETS_DIR',
  'AAD_AUTHORITY_URL',
  'X_MEDIA_HOSTS',
  'EVENT_API_BASE_URL',
  'PUBLIC_URL',
];

/** What is written by a release of the future. */
async function newerStorage(): Promise<string> {
  const { process, connectionString } = await startAzurite({ location: aFolder(), inMemory: true });
  endedAfterwards(process);
  const table = connectByString(connectionString, 30_000).table(MARK_TABLE);
  await markStorage(table, { schemaVersion: 99, neededVersion: 99, release: '9.8.7' });
  return connectionString;
}

async function run(app: string, env: NodeJS.ProcessEnv) {
  const started = new LocalProcess(app, resolve(`dist/apps/${app}/src/main.js`), {
    env,
    cwd: aFolder(),
  });
  endedAfterwards(started);
  let output = '';
  started.onLine = (line) => (output += `${line}\n`);
  return { code: await started.exit(), output };
}

describe.each(['connector', 'worker'])('the %s', (app) => {
  it('does not stay up where a later release has written what it would misread', async () => {
    const { code, output } = await run(app, {
      ...SETTINGS,
      STORAGE_CONNECTION_STRING: await newerStorage(),
    });
    expect(code).toBe(1);
    expect(output).toContain('Install release 9.8.7 or a later one.');
  });

  it('does not start with wrong settings: names each with its rule, and shows no value', async () => {
    const { code, output } = await run(app, WRONG);
    expect(code).toBe(1);
    for (const name of [...Object.keys(WRONG), ...MISSING]) {
      expect(output).toMatch(new RegExp(`^ *${name}: must be `, 'm'));
    }
    expect(output).not.toContain(CANARY);
    expect(output).not.toContain('    at ');
  });
});

describe('the connector', () => {
  it('says which setting to change when its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, output } = await run('connector', { ...SETTINGS, CONNECTOR_PORT: `${port}` });
    other.close();
    expect(code).toBe(1);
    expect(output).toContain('Set CONNECTOR_PORT');
  });
});
