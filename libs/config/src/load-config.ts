import { AppError, Secret } from '@app/domain';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';

import {
  AadConfig,
  CaptureConfig,
  DeliveryConfig,
  EventApiConfig,
  ExportConfig,
  SecretsConfig,
  ServerConfig,
  slice,
  StorageConfig,
  XApiConfig,
} from './config';
import { EnvDto } from './env.dto';
import { settingDocs } from './setting';

/**
 * The configuration in an environment (a look-up by name), as one frozen object per part of the service. Throws `config.invalid` with every wrong
 * variable and its rule, never a value. An empty variable counts as not set.
 */
export function loadConfig(lookUp: (name: string) => unknown): object[] {
  const env = parse(lookUp);
  return [...serviceSlices(env), ...workSlices(env)];
}

function parse(lookUp: (name: string) => unknown): EnvDto {
  const names = [...settingDocs().keys()];
  const given = names
    .map((name) => [name, lookUp(name)] as const)
    .filter(([, value]) => value !== undefined && value !== '');
  const env = plainToInstance(EnvDto, Object.fromEntries(given), { exposeDefaultValues: true });
  const wrong = validateSync(env).map(
    ({ property, constraints }) => `  ${property}: ${rule(constraints)}`,
  );
  if (wrong.length === 0) return env;
  throw new AppError(
    'config.invalid',
    ['The settings are not complete (docs/settings.md):', ...wrong].join('\n'),
    { wrong: wrong.length },
  );
}

/** The rule a setting breaks; class-validator's own wording names the property, ours stands alone. */
function rule(constraints: Record<string, string> = {}): string {
  const [first = 'is not valid'] = Object.values(constraints);
  return first.replace(/^[A-Z_]+ /, '');
}

function serviceSlices(env: EnvDto): object[] {
  return [
    slice(ServerConfig, {
      host: env.CONNECTOR_HOST,
      port: env.CONNECTOR_PORT,
      publicUrl: new URL(env.PUBLIC_URL),
      trustedProxies: env.TRUSTED_PROXIES,
      logLevel: env.LOG_LEVEL,
    }),
    slice(StorageConfig, {
      connectionString: env.STORAGE_CONNECTION_STRING
        ? new Secret(env.STORAGE_CONNECTION_STRING)
        : undefined,
      blobUrl: url(env.STORAGE_BLOB_URL),
      tableUrl: url(env.STORAGE_TABLE_URL),
      queueUrl: url(env.STORAGE_QUEUE_URL),
      namePrefix: env.STORAGE_NAME_PREFIX,
    }),
    slice(SecretsConfig, {
      vaultUrl: url(env.KEY_VAULT_URL),
      directory: env.SECRETS_DIR,
      cacheSeconds: env.KEY_VAULT_CACHE_SECONDS,
      verifyChallenge: env.KEY_VAULT_VERIFY_CHALLENGE === 'true',
    }),
    slice(AadConfig, {
      tenantId: env.TENANT_ID,
      appId: env.AAD_APP_ID,
      authorityUrl: new URL(env.AAD_AUTHORITY_URL),
    }),
    slice(XApiConfig, {
      baseUrl: new URL(env.X_API_BASE_URL),
      dialect: env.X_API_DIALECT === 'post' ? 'post' : 'tweet',
      context: env.X_API_CONTEXT === 'own' ? 'own' : 'full',
      requestTimeoutMs: env.X_API_TIMEOUT_MS,
      mediaHosts: list(env.X_MEDIA_HOSTS),
      mediaMaxBytes: env.X_MEDIA_MAX_BYTES,
      mediaTimeoutMs: env.X_MEDIA_TIMEOUT_MS,
    }),
    slice(EventApiConfig, {
      baseUrl: new URL(env.EVENT_API_BASE_URL),
      timeoutMs: env.EVENT_API_TIMEOUT_MS,
    }),
  ];
}

function workSlices(env: EnvDto): object[] {
  return [
    slice(ExportConfig, {
      allowedHosts: list(env.SINK_ALLOWED_HOSTS),
      uploadConcurrency: env.DELIVERY_CONCURRENCY,
      maxItemBytes: env.MAX_ITEM_BYTES,
    }),
    slice(CaptureConfig, {
      intervalSeconds: env.CAPTURE_INTERVAL_SECONDS,
      settleSeconds: env.CAPTURE_SETTLE_SECONDS,
      leaseSeconds: env.CAPTURE_LEASE_SECONDS,
      mediaConcurrency: env.CAPTURE_MEDIA_CONCURRENCY,
    }),
    slice(DeliveryConfig, {
      pollSeconds: env.DELIVERY_POLL_SECONDS,
      hideSeconds: env.DELIVERY_HIDE_SECONDS,
      retrySeconds: env.DELIVERY_RETRY_SECONDS,
      coverageWaitSeconds: env.DELIVERY_COVERAGE_WAIT_SECONDS,
      maxAttempts: env.DELIVERY_MAX_ATTEMPTS,
    }),
  ];
}

function url(value: string | undefined): URL | undefined {
  return value ? new URL(value) : undefined;
}

function list(value: string): string[] {
  return value.toLowerCase().split(',').filter(Boolean);
}
