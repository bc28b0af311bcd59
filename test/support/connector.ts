import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Secret } from '@app/domain';
import { secretNames, SecretStore } from '@app/secrets';

import { serveApiDocs } from '../../apps/connector/src/api-docs/api-docs';
import { ConnectorModule } from '../../apps/connector/src/connector.module';
import { configureHttp } from '../../apps/connector/src/http/configure-http';
import { type Sandbox } from '../../apps/sandbox/src/create-sandbox';
import { freePort } from '../../scripts/local/ports';
import { freshStorage } from './storage';

export interface RunningConnector {
  url: string;
  app: NestExpressApplication;
  close(): Promise<void>;
}

/**
 * The connector in this process, with secrets and storage of its own, an admin's job done: it knows the sandbox's APISecretKey and,
 * unless told otherwise, its Entra ID application. It believes one proxy, so that a suite can come from many addresses.
 */
export async function startConnector(
  { url: sandboxUrl, credentials }: Pick<Sandbox, 'url' | 'credentials'>,
  { hasApplication = true } = {},
): Promise<RunningConnector> {
  const directory = mkdtempSync(join(tmpdir(), 'contract-secrets-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const { connectionString, namePrefix } = freshStorage();
  Object.assign(process.env, {
    CONNECTOR_PORT: String(port),
    PUBLIC_URL: url,
    TRUSTED_PROXIES: '1',
    LOG_LEVEL: 'fatal',
    STORAGE_CONNECTION_STRING: connectionString?.reveal(),
    STORAGE_NAME_PREFIX: namePrefix,
    SECRETS_DIR: directory,
    TENANT_ID: credentials.tenantId,
    AAD_AUTHORITY_URL: sandboxUrl,
    X_API_BASE_URL: sandboxUrl,
    X_MEDIA_HOSTS: new URL(sandboxUrl).host,
    EVENT_API_BASE_URL: sandboxUrl,
  });
  const app = await NestFactory.create<NestExpressApplication>(ConnectorModule, {
    logger: ['fatal'],
    abortOnError: false,
    bodyParser: false,
    forceCloseConnections: true,
  });
  configureHttp(app);
  serveApiDocs(app);
  await app.listen(port, '127.0.0.1');
  const secrets = app.get(SecretStore, { strict: false });
  await secrets.set(secretNames.apiSecretKey, new Secret(credentials.apiSecretKey));
  if (hasApplication) {
    await secrets.set(secretNames.aadAppId, new Secret(credentials.aadAppId));
    await secrets.set(secretNames.aadAppSecret, new Secret(credentials.aadAppSecret));
  }
  const close = async () => {
    await app.close();
    rmSync(directory, { recursive: true });
  };
  return { url, app, close };
}
