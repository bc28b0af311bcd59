import 'reflect-metadata';

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';

import { loadCredentials } from '../apps/sandbox/src/core/sandbox-credentials';
import { connectAccount, ConnectAccountModule } from './connect/connect-account';
import { ACCOUNT, newAccountKey, placeOf } from './local/azurite';
import { EXIT, runCommand } from './local/command';
import { keysToConnect, localEnvironment } from './local/environment';
import { JOB_ID } from './local/local-stack';
import { SandboxControl } from './local/sandbox-control';
import { UsageError } from './local/usage-error';

const HELP = `What docker-compose.yml runs before the product itself:

  keys       makes the keys of the stand-ins, once, and writes the settings that hold them
  account    connects the sandbox's account to a job, and lets the Import service ask for its posts`;

/** The volume that all containers see. */
const FOLDER = '/local';
const STORAGE_PORTS = [10000, 10001, 10002];
const SANDBOX_URL = 'https://localhost:8443';
const CONNECTOR_PORT = 8080;
const FOLLOW_UP_SECONDS = 60;

function makeKeys(): number {
  if (existsSync(join(FOLDER, 'settings.env'))) return EXIT.done;
  const key = newAccountKey();
  const azurite = placeOf('storage', STORAGE_PORTS, key);
  const { PATH: _, ...settings } = localEnvironment(
    { dataDir: FOLDER, azurite, sandboxUrl: SANDBOX_URL, connectorPort: CONNECTOR_PORT },
    loadCredentials(join(FOLDER, 'sandbox')),
  );
  write('azurite-accounts', `${ACCOUNT}:${key}`);
  write('storage-connection-string', azurite.connectionString);
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value ?? ''}\n`);
  write('settings.env', lines.join(''));
  return EXIT.done;
}

/** For the user of the images alone, and for root. */
function write(name: string, content: string): void {
  writeFileSync(join(FOLDER, name), content, { mode: 0o600 });
}

async function addAccount(): Promise<number> {
  const sandbox = new SandboxControl(
    SANDBOX_URL,
    readFileSync(join(FOLDER, 'sandbox/tls/ca.pem'), 'utf8'),
  );
  const app = await NestFactory.createApplicationContext(ConnectAccountModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const keys = keysToConnect(loadCredentials(join(FOLDER, 'sandbox')));
  const { username } = await connectAccount(app, { jobId: JOB_ID, ...keys });
  await app.close();
  await sandbox.startImport(JOB_ID, FOLLOW_UP_SECONDS);
  console.log(`@${username} is connected; https://localhost:8443/portal shows the connector.`);
  return EXIT.done;
}

runCommand(async () => {
  const [step] = process.argv.slice(2);
  if (step === 'keys') return makeKeys();
  if (step === 'account') return addAccount();
  throw new UsageError('Say which step.');
}, HELP);
