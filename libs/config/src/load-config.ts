import { AppError, Secret } from '@app/domain';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';

import {
  AadConfig,
  AlertConfig,
  CaptureConfig,
  DeliveryConfig,
  EventApiConfig,
  ExportConfig,
  LimitsConfig,
  MailConfig,
  RemovalConfig,
  SecretsConfig,
  ServerConfig,
  slice,
  StorageConfig,
  TelemetryConfig,
  WorkerConfig,
  XApiConfig,
} from './config';
import { EnvDto } from './env.dto';
import { LimitsEnvDto } from './limits-env.dto';
import { MailEnvDto } from './mail-env.dto';
import { publicKeys } from './public-keys';
import { settingDocs } from './setting';
import { WatchEnvDto } from './watch-env.dto';
import { WorkEnvDto } from './work-env.dto';

/** https://www.rfc-editor.org/rfc/rfc8314#section-7.3 */
const MAIL_PORTS = {
  smtp: { tls: 465, starttls: 587, none: 25 },
  imap: { tls: 993, starttls: 143, none: 143 },
} as const;

/**
 * The configuration in an environment (a look-up by name), as one frozen object per part of the service. Throws `config.invalid` with every wrong
 * variable and its rule, never a value. An empty variable counts as not set.
 */
export function loadConfig(lookUp: (name: string) => unknown): object[] {
  const given = givenSettings(lookUp);
  const [env, mail] = [read(EnvDto, given), read(MailEnvDto, given)];
  const [limits, alerts] = [read(LimitsEnvDto, given), read(WatchEnvDto, given)];
  const work = read(WorkEnvDto, given);
  const wrong = [env, limits, mail, alerts, work].flatMap(wrongIn);
  if (wrong.length === 0) {
    const { CONNECTOR_HOST: host } = env;
    const own = [limitsSlice(limits), alertSlice(alerts, mail), mailSlice(mail)];
    const worker = slice(WorkerConfig, { host, port: work.WORKER_PORT || undefined });
    return [
      ...serviceSlices(env),
      ...workSlices(work),
      ...own,
      telemetrySlice(host, alerts),
      worker,
    ];
  }
  throw new AppError(
    'config.invalid',
    ['The settings are not complete (docs/settings.md):', ...wrong].join('\n'),
    { wrong: wrong.length },
  );
}

function givenSettings(lookUp: (name: string) => unknown): object {
  const given = [...settingDocs().keys()]
    .map((name) => [name, lookUp(name)] as const)
    .filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(given);
}

function read<T>(type: new () => T, given: object): T {
  return plainToInstance(type, given, { exposeDefaultValues: true });
}

function wrongIn(env: object): string[] {
  return validateSync(env).map(
    ({ property, constraints }) => `  ${property}: ${rule(constraints)}`,
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
      consentFile: env.CONSENT_FILE || undefined,
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
      timeoutMs: env.STORAGE_TIMEOUT_MS,
    }),
    slice(SecretsConfig, {
      vaultUrl: url(env.KEY_VAULT_URL),
      directory: env.SECRETS_DIR,
      cacheSeconds: env.KEY_VAULT_CACHE_SECONDS,
      verifyChallenge: env.KEY_VAULT_VERIFY_CHALLENGE === 'true',
      signingKey: env.KEY_VAULT_SIGNING_KEY || undefined,
      formerSigningKeys: publicKeys(env.FORMER_SIGNING_KEYS),
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
    slice(ExportConfig, {
      allowedHosts: list(env.SINK_ALLOWED_HOSTS),
      timeoutMs: env.STORAGE_TIMEOUT_MS,
      uploadConcurrency: env.DELIVERY_CONCURRENCY,
      maxItemBytes: env.MAX_ITEM_BYTES,
    }),
  ];
}

function workSlices(env: WorkEnvDto): object[] {
  return [
    slice(CaptureConfig, {
      intervalSeconds: env.CAPTURE_INTERVAL_SECONDS,
      settleSeconds: env.CAPTURE_SETTLE_SECONDS,
      leaseSeconds: env.CAPTURE_LEASE_SECONDS,
      mediaConcurrency: env.CAPTURE_MEDIA_CONCURRENCY,
      overlapHours: env.CAPTURE_OVERLAP_HOURS,
      overlapMinutes: env.CAPTURE_OVERLAP_MINUTES,
      sweepDays: env.CAPTURE_SWEEP_DAYS,
      sweepHours: env.CAPTURE_SWEEP_HOURS,
    }),
    slice(RemovalConfig, {
      ownPosts: env.DELETED_CONTENT_HOLD === 'true' ? 'keep' : env.DELETED_OWN_POSTS,
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

function alertSlice(env: WatchEnvDto, { ALERT_MAIL_TO }: MailEnvDto): AlertConfig {
  const secret = (value: string | undefined) => (value ? new Secret(value) : undefined);
  return slice(AlertConfig, {
    intervalSeconds: env.ALERT_INTERVAL_SECONDS,
    captureLateMinutes: env.ALERT_CAPTURE_LATE_MINUTES,
    silenceHours: env.ALERT_SILENCE_HOURS,
    dailyHour: env.ALERT_DAILY_HOUR,
    webhookUrl: secret(env.ALERT_WEBHOOK_URL),
    webhookKey: secret(env.ALERT_WEBHOOK_KEY),
    mailTo: ALERT_MAIL_TO,
  });
}

function telemetrySlice(host: string, env: WatchEnvDto): TelemetryConfig {
  const azureMonitor = env.APPLICATIONINSIGHTS_CONNECTION_STRING;
  return slice(TelemetryConfig, {
    host,
    metricsPort: env.METRICS_PORT || undefined,
    azureMonitor: azureMonitor ? new Secret(azureMonitor) : undefined,
  });
}

function limitsSlice(env: LimitsEnvDto): LimitsConfig {
  return slice(LimitsConfig, {
    deliveryItemsPerDay: env.DELIVERY_ITEMS_PER_DAY,
    xReadsPerMonth: env.X_READS_PER_MONTH,
  });
}

function mailSlice(env: MailEnvDto): MailConfig {
  const sink = env.MAIL_SINK === 'smtp' || env.MAIL_SINK === 'imap' ? env.MAIL_SINK : 'off';
  const isPlain = env.MAIL_SECURITY === 'none';
  const security = isPlain ? 'none' : env.MAIL_SECURITY === 'starttls' ? 'starttls' : 'tls';
  return slice(MailConfig, {
    sink,
    host: env.MAIL_HOST,
    port: env.MAIL_PORT ?? MAIL_PORTS[sink === 'imap' ? 'imap' : 'smtp'][security],
    security,
    user: env.MAIL_USER,
    from: env.MAIL_FROM,
    to: env.MAIL_TO,
    folder: env.MAIL_FOLDER,
    intervalSeconds: env.MAIL_INTERVAL_SECONDS,
    timeoutMs: env.MAIL_TIMEOUT_MS,
  });
}

function url(value: string | undefined): URL | undefined {
  return value ? new URL(value) : undefined;
}

function list(value: string): string[] {
  return value.toLowerCase().split(',').filter(Boolean);
}
