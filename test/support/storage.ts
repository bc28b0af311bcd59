import { slice, StorageConfig } from '@app/config';
import { Secret } from '@app/domain';

import { emulatorOnly, STORAGE_VARIABLE } from './storage-target';

export function storageConnectionString(): string {
  return emulatorOnly(process.env[STORAGE_VARIABLE]);
}

let made = 0;

/** Storage in the emulator that nobody else uses. */
export function freshStorage(): StorageConfig {
  made += 1;
  return storageAt(storageConnectionString(), `t${process.pid}n${made}x${Date.now() % 1e6}`);
}

/** Storage at an address where nobody listens. */
export function unreachableStorage(): StorageConfig {
  return storageAt(storageConnectionString().replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:1'), '');
}

/** The same account and names by another way. */
export function storageBy(connectionString: string, { namePrefix }: StorageConfig): StorageConfig {
  return storageAt(connectionString, namePrefix);
}

function storageAt(connectionString: string, namePrefix: string): StorageConfig {
  return slice(StorageConfig, {
    timeoutMs: 30_000,
    connectionString: new Secret(connectionString),
    blobUrl: undefined,
    queueUrl: undefined,
    tableUrl: undefined,
    namePrefix,
  });
}
