import { IsIn, IsOptional, IsString, IsUUID, Matches, ValidateIf } from 'class-validator';

import { HttpsUrl, InsteadOf, PublicKeys, PublicUrl, WholeNumber } from './env-rules';
import { Setting } from './setting';

const MIB = 1024 * 1024;

const withoutConnectionString = (env: EnvDto) => !env.STORAGE_CONNECTION_STRING;

/** The environment this service reads, and nothing else of it. Loaded by `loadConfig` only. */
export class EnvDto {
  @Setting({
    about: 'Address connector and worker listen on.',
    example: '0.0.0.0',
    default: '127.0.0.1; in the images 0.0.0.0',
  })
  @IsOptional()
  @IsString()
  CONNECTOR_HOST = '127.0.0.1';

  @Setting({ about: 'Port the connector listens on.', example: '8080', default: '8080' })
  @WholeNumber(0, 65_535)
  CONNECTOR_PORT = 8080;

  @Setting({
    about: 'Address browsers reach the connector at; http only for localhost.',
    example: 'https://contoso-connector.azurewebsites.net',
  })
  @PublicUrl()
  PUBLIC_URL!: string;

  @Setting({
    about:
      "Proxies in front of the connector that tell a request's address in X-Forwarded-For; Azure App Service is one.",
    example: '1',
    default: '0',
  })
  @WholeNumber(0, 5)
  TRUSTED_PROXIES = 0;

  @Setting({
    about:
      'Text that account owners accept before they log in: a UTF-8 file whose first line is `Version: …`, then an empty line, then at most 5000 signs.',
    example: '/etc/connector/consent.txt',
    default: "the connector's own text",
  })
  @IsOptional()
  @IsString()
  CONSENT_FILE?: string;

  @Setting({ about: 'Least level that is logged.', example: 'info', default: 'info' })
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace'])
  LOG_LEVEL = 'info';

  @Setting({
    about: 'Storage account by connection string (Azurite, or an account with a shared key).',
    example: '',
    default: 'the three STORAGE_*_URL settings and the managed identity',
    secret: true,
  })
  @IsOptional()
  @Matches(/^\w+=[^;]+(;\w+=[^;]+)*;?$/, { message: 'must be a storage connection string' })
  STORAGE_CONNECTION_STRING?: string;

  @Setting({
    about: 'Blob endpoint of the storage account; needed without a connection string.',
    example: 'https://youraccount.blob.core.windows.net',
    default: 'that of the connection string',
  })
  @ValidateIf(withoutConnectionString)
  @HttpsUrl()
  STORAGE_BLOB_URL?: string;

  @Setting({
    about: 'Table endpoint of the storage account; needed without a connection string.',
    example: 'https://youraccount.table.core.windows.net',
    default: 'that of the connection string',
  })
  @ValidateIf(withoutConnectionString)
  @HttpsUrl()
  STORAGE_TABLE_URL?: string;

  @Setting({
    about: 'Queue endpoint of the storage account; needed without a connection string.',
    example: 'https://youraccount.queue.core.windows.net',
    default: 'that of the connection string',
  })
  @ValidateIf(withoutConnectionString)
  @HttpsUrl()
  STORAGE_QUEUE_URL?: string;

  @Setting({
    about:
      'Put before the name of every container, table and queue: several connectors, one account.',
    example: '',
    default: 'nothing',
  })
  @IsOptional()
  @Matches(/^([a-z][a-z0-9]{0,19})?$/, {
    message: 'must be up to 20 lower-case letters and digits',
  })
  STORAGE_NAME_PREFIX = '';

  @Setting({
    about:
      'Milliseconds a request to storage may stand still until it is tried again; what is sent has two minutes more for each MiB.',
    example: '30000',
    default: '30000',
  })
  @WholeNumber(1000, 120_000)
  STORAGE_TIMEOUT_MS = 30_000;

  @Setting({
    about:
      'Key Vault that keeps the secrets; this service needs the role Key Vault Secrets Officer there.',
    example: 'https://yourvault.vault.azure.net',
    default: 'SECRETS_DIR',
  })
  @IsOptional()
  @HttpsUrl()
  KEY_VAULT_URL?: string;

  @Setting({
    about: 'Folder of encrypted secret files on this machine, instead of a Key Vault.',
    example: '.data/secrets',
    default: 'KEY_VAULT_URL',
  })
  @InsteadOf('KEY_VAULT_URL')
  SECRETS_DIR?: string;

  @Setting({
    about: 'Seconds a secret read from the Key Vault is used before it is read again.',
    example: '300',
    default: '300',
  })
  @WholeNumber(0, 3600)
  KEY_VAULT_CACHE_SECONDS = 300;

  @Setting({
    about:
      "Is the Key Vault checked to be of the domain it asks a token for? `false` only for a vault outside of Azure's domains.",
    example: 'true',
    default: 'true',
  })
  @IsIn(['true', 'false'])
  KEY_VAULT_VERIFY_CHALLENGE = 'true';

  @Setting({
    about:
      'Key of the Key Vault (EC, P-256) that signs manifests; this service needs the role Key Vault Crypto User for it. Else a key among the secrets signs.',
    example: 'manifests',
    default: 'nothing',
  })
  @Matches(/^[A-Za-z0-9-]{0,127}$/, { message: 'must be letters, digits and hyphens' })
  KEY_VAULT_SIGNING_KEY = '';

  @Setting({
    about:
      'Public keys that signed manifests before the key in use, comma-separated: of each PEM file the lines between its first and last as one.',
    example: '',
    default: 'none',
  })
  @PublicKeys()
  FORMER_SIGNING_KEYS = '';

  @Setting({
    about: 'Id of your Entra ID tenant.',
    example: '00000000-0000-0000-0000-000000000000',
  })
  @IsUUID('all', { message: 'must be a GUID' })
  TENANT_ID!: string;

  @Setting({
    about:
      'Id of the Entra ID application registered for the connector; the one set on the settings page counts first.',
    example: '00000000-0000-0000-0000-000000000000',
    default: 'the one set on the settings page',
  })
  @IsOptional()
  @IsUUID('all', { message: 'must be a GUID' })
  AAD_APP_ID?: string;

  @Setting({
    about: 'Where tokens for the Import service are issued.',
    example: 'https://login.microsoftonline.com',
  })
  @HttpsUrl()
  AAD_AUTHORITY_URL!: string;

  @Setting({ about: "Base address of X's API.", example: 'https://api.x.com' })
  @HttpsUrl()
  X_API_BASE_URL!: string;

  @Setting({
    about: "Vocabulary asked of X's API: `tweet` (all that X shows) or `post` (X's newer names).",
    example: 'tweet',
    default: 'tweet',
  })
  @IsIn(['tweet', 'post'])
  X_API_DIALECT = 'tweet';

  @Setting({
    about:
      'What comes along with a post: `full` with the posts and users it refers to, `own` without (fewer billed reads).',
    example: 'full',
    default: 'full',
  })
  @IsIn(['full', 'own'])
  X_API_CONTEXT = 'full';

  @Setting({
    about: 'Milliseconds until a request to X is given up.',
    example: '30000',
    default: '30000',
  })
  @WholeNumber(1000, 120_000)
  X_API_TIMEOUT_MS = 30_000;

  @Setting({
    about:
      'Hosts media may be downloaded from, separated by commas; `host:port` where it is not 443.',
    example: 'pbs.twimg.com,video.twimg.com',
  })
  @Matches(/^[^\s,/]+(,[^\s,/]+)*$/, { message: 'must be host names separated by commas' })
  X_MEDIA_HOSTS!: string;

  @Setting({
    about: 'Bytes of the largest media file that is archived.',
    example: String(512 * MIB),
    default: String(512 * MIB),
  })
  @WholeNumber(MIB, 8192 * MIB)
  X_MEDIA_MAX_BYTES = 512 * MIB;

  @Setting({
    about: 'Milliseconds a media download may stand still, or lag behind 16 kB a second.',
    example: '30000',
    default: '30000',
  })
  @WholeNumber(1000, 600_000)
  X_MEDIA_TIMEOUT_MS = 30_000;

  @Setting({
    about: 'Base address of the Office 365 Import Event API.',
    example: 'https://webhook.ingestion.office.com',
  })
  @HttpsUrl()
  EVENT_API_BASE_URL!: string;

  @Setting({
    about: 'Milliseconds until a call of the Event API is given up.',
    example: '30000',
    default: '30000',
  })
  @WholeNumber(1000, 120_000)
  EVENT_API_TIMEOUT_MS = 30_000;

  @Setting({
    about:
      "Hosts items may be delivered to besides Azure's blob endpoints, separated by commas; `http://host:port` for a local emulator.",
    example: '',
    default: 'none',
  })
  @IsOptional()
  @Matches(/^((http:\/\/)?[^\s,/]+(,(http:\/\/)?[^\s,/]+)*)?$/, {
    message: 'must be hosts separated by commas',
  })
  SINK_ALLOWED_HOSTS = '';

  @Setting({ about: 'Items uploaded at the same time.', example: '8', default: '8' })
  @WholeNumber(1, 64)
  DELIVERY_CONCURRENCY = 8;

  @Setting({
    about:
      'Bytes of the largest item or message; of a post that would be larger, the largest media files stay in the archive, and it says where.',
    example: '10000000',
    default: '10000000',
  })
  @WholeNumber(100_000, 150_000_000)
  MAX_ITEM_BYTES = 10_000_000;
}
