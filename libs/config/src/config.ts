import { type RemovalPolicy, type Secret } from '@app/domain';

/** What each part of the service may know of the configuration. Frozen; units in the names. */
export class ServerConfig {
  readonly host!: string;
  readonly port!: number;
  /** Where browsers reach the connector; it has no path. */
  readonly publicUrl!: URL;
  /** How many proxies in front of us are believed about where a request comes from. */
  readonly trustedProxies!: number;
  /** What account owners accept; our own text when absent. */
  readonly consentFile?: string;
  readonly logLevel!: string;
}

/** Either a connection string, or the three endpoints (then with the process's own Azure identity). */
export class StorageConfig {
  readonly connectionString?: Secret;
  readonly blobUrl?: URL;
  readonly tableUrl?: URL;
  readonly queueUrl?: URL;
  readonly namePrefix!: string;
  /** Of a try that moves nothing; what is sent has more time by its size. */
  readonly timeoutMs!: number;
}

/** Either a Key Vault or a folder. */
export class SecretsConfig {
  readonly vaultUrl?: URL;
  readonly directory?: string;
  /** How long a value read from the vault is used before it is read again. */
  readonly cacheSeconds!: number;
  /** False lets the vault ask for a token of another domain than its own. */
  readonly verifyChallenge!: boolean;
  /** Name of a key of the vault; one that lies among the secrets when absent. */
  readonly signingKey?: string;
  /** Public keys as PEM, of keys that signed before the one in use. */
  readonly formerSigningKeys?: readonly string[];
}

export class AadConfig {
  readonly tenantId!: string;
  /** For EntraApplication only, which knows the id that counts. */
  readonly appId?: string;
  readonly authorityUrl!: URL;
}

export class XApiConfig {
  readonly baseUrl!: URL;
  readonly dialect!: 'tweet' | 'post';
  readonly context!: 'full' | 'own';
  readonly requestTimeoutMs!: number;
  /** Lower case; `host:port` where the port is not 443. */
  readonly mediaHosts!: readonly string[];
  readonly mediaMaxBytes!: number;
  readonly mediaTimeoutMs!: number;
}

export class EventApiConfig {
  readonly baseUrl!: URL;
  readonly timeoutMs!: number;
}

export class ExportConfig {
  /** Besides Azure's own: `host[:port]` for https, `http://host:port` for a local emulator. */
  readonly allowedHosts!: readonly string[];
  /** As {@link StorageConfig.timeoutMs}. */
  readonly timeoutMs!: number;
  readonly uploadConcurrency!: number;
  /** Of an item or message as written; media beyond it stay in the archive. */
  readonly maxItemBytes!: number;
}

/** What becomes of the archived copy of what is deleted at X. */
export class RemovalConfig {
  /** `keep` while there is a hold, whatever else is set. */
  readonly ownPosts!: RemovalPolicy;
}

export class CaptureConfig {
  readonly intervalSeconds!: number;
  readonly settleSeconds!: number;
  readonly leaseSeconds!: number;
  readonly mediaConcurrency!: number;
  /** How much of the timeline is read again, and how often. */
  readonly overlapHours!: number;
  readonly overlapMinutes!: number;
  /** How old posts are looked up again at most, and how often each. */
  readonly sweepDays!: number;
  readonly sweepHours!: number;
}

export class DeliveryConfig {
  readonly pollSeconds!: number;
  readonly hideSeconds!: number;
  readonly retrySeconds!: number;
  readonly coverageWaitSeconds!: number;
  readonly maxAttempts!: number;
}

/** What is not to be exceeded. */
export class LimitsConfig {
  /** Of one job and UTC day. */
  readonly deliveryItemsPerDay!: number;
  /** Of all accounts and a UTC month; no limit without. */
  readonly xReadsPerMonth?: number;
}

/** Where the worker says that it is alive. */
export class WorkerConfig {
  readonly host!: string;
  /** Nowhere without. */
  readonly port?: number;
}

/** Where figures and traces go; nowhere unless told. */
export class TelemetryConfig {
  readonly host!: string;
  /** Where the process offers its metrics itself. */
  readonly metricsPort?: number;
  /** Connection string of an Application Insights. */
  readonly azureMonitor?: Secret;
}

/** When somebody is told that a promise is broken, and where. */
export class AlertConfig {
  readonly intervalSeconds!: number;
  readonly captureLateMinutes!: number;
  /** 0: nobody is told of silence. */
  readonly silenceHours!: number;
  /** Of the day, UTC. */
  readonly dailyHour!: number;
  /** Of those who are told by a call. */
  readonly webhookUrl?: Secret;
  readonly webhookKey?: Secret;
  /** Who is told by e-mail, through the server of MailConfig. */
  readonly mailTo?: string;
}

/** Where messages are delivered, besides or instead of the Import service. Absent values are empty as long as nothing is sent. */
export class MailConfig {
  readonly sink!: 'off' | 'smtp' | 'imap';
  readonly host!: string;
  readonly port!: number;
  readonly security!: 'tls' | 'starttls' | 'none';
  /** No login without. */
  readonly user?: string;
  readonly from!: string;
  readonly to!: string;
  readonly folder!: string;
  readonly intervalSeconds!: number;
  readonly timeoutMs!: number;
}

/** A slice with its values, for the loader and for specs. */
export function slice<T extends object>(type: new () => T, values: { [K in keyof T]: T[K] }): T {
  return Object.freeze(Object.assign(new type(), values));
}
