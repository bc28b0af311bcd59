import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { freePort } from './ports';
import { LocalProcess } from './local-process';

export interface Azurite {
  connectionString: string;
  /** `host:port` of its blobs. */
  blobHost: string;
  process: LocalProcess;
}

export interface AzuriteOptions {
  /** Folder its data is kept in. */
  location: string;
  /** Port of blobs; queues and tables take the next two. Any free ones when not given. */
  port?: number;
  detached?: boolean;
  /** Keeps nothing on disk, and clears nothing away: quicker with very many blobs. */
  inMemory?: boolean;
  /** Called as soon as its process is there. */
  onProcess?: (process: LocalProcess) => void;
}

const UNSWEPT = resolve('scripts/local/azurite-unswept.mjs');

/** Its only account. */
export const ACCOUNT = 'localarchive';

/** Starts Azurite, the storage emulator, with an account and key of its own; resolves when it answers. */
export async function startAzurite({
  location,
  port,
  detached,
  inMemory = false,
  onProcess,
}: AzuriteOptions): Promise<Azurite> {
  const ports = port
    ? [port, port + 1, port + 2]
    : [await freePort(), await freePort(), await freePort()];
  const key = accountKey(location);
  const azurite = new LocalProcess('storage', require.resolve('azurite/dist/src/azurite.js'), {
    args: [
      ...(inMemory ? ['--inMemoryPersistence'] : ['--location', location]),
      ...['--silent', '--skipApiVersionCheck', '--disableTelemetry'],
      ...['--blobPort', `${ports[0]}`, '--queuePort', `${ports[1]}`, '--tablePort', `${ports[2]}`],
    ],
    ...(inMemory && { nodeArgs: ['--import', pathToFileURL(UNSWEPT).href] }),
    env: { ...process.env, AZURITE_ACCOUNTS: `${ACCOUNT}:${key}` },
    detached,
  });
  onProcess?.(azurite);
  await azurite.readyWhen((line) => /Table service .*listen/.test(line));
  return { ...placeOf('127.0.0.1', ports, key), process: azurite };
}

/** Where an Azurite with {@link ACCOUNT} is found; ports of blobs, queues and tables. */
export function placeOf(
  host: string,
  ports: readonly number[],
  key: string,
): Omit<Azurite, 'process'> {
  const endpoint = (i: number) => `http://${host}:${ports[i] ?? 0}/${ACCOUNT}`;
  const connectionString = [
    'DefaultEndpointsProtocol=http',
    `AccountName=${ACCOUNT}`,
    `AccountKey=${key}`,
    `BlobEndpoint=${endpoint(0)}`,
    `QueueEndpoint=${endpoint(1)}`,
    `TableEndpoint=${endpoint(2)}`,
  ].join(';');
  return { connectionString, blobHost: `${host}:${ports[0] ?? 0}` };
}

export function newAccountKey(): string {
  return randomBytes(64).toString('base64');
}

/** Made at the first start, as the data it belongs to. */
function accountKey(location: string): string {
  const path = join(location, 'account-key');
  mkdirSync(location, { recursive: true });
  if (!existsSync(path)) writeFileSync(path, newAccountKey(), { mode: 0o600 });
  return readFileSync(path, 'utf8');
}
