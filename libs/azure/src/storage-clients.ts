import { TableClient } from '@azure/data-tables';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { Injectable } from '@nestjs/common';
import { StorageConfig } from '@app/config';
import { isAppError } from '@app/domain';

import { AzureIdentity } from './azure-identity';
import { blobOptions, tableOptions } from './client-options';
import { MARK_TABLE, markStorage } from './storage-mark';

/**
 * The containers, tables and queues of the storage account, by their short names. Each is created when it is first
 * asked for and not there; it is then handed out at once. None is handed out of storage that only a later release understands.
 */
@Injectable()
export class StorageClients {
  private readonly ready = new Map<string, Promise<unknown>>();
  private readonly services: Services;
  private readonly prefix: string;

  constructor(config: StorageConfig, identity: AzureIdentity) {
    this.services = connect(config, identity);
    this.prefix = config.namePrefix;
  }

  /**
   * Calls `end` when only a later release understands what is stored. Nobody waits for that: while storage does not answer, whoever needs it
   * asks again.
   */
  whenNewer(end: (error: unknown) => void): void {
    this.open().catch((error: unknown) => {
      if (isAppError(error, 'storage.newer')) end(error);
    });
  }

  /** Rejects with `storage.newer`, or with an error of the SDK; the next call tries again. */
  open(): Promise<void> {
    return this.once('mark', () => markStorage(this.services.table(this.prefix + MARK_TABLE)));
  }

  container(name: string): Promise<ContainerClient> {
    return this.once(`container ${name}`, async () => {
      await this.open();
      const client = this.services.blob.getContainerClient(this.prefix + name);
      await client.createIfNotExists();
      return client;
    });
  }

  table(name: string): Promise<TableClient> {
    return this.once(`table ${name}`, async () => {
      await this.open();
      const client = this.services.table(this.prefix + name);
      await client.createTable();
      return client;
    });
  }

  queue(name: string): Promise<QueueClient> {
    return this.once(`queue ${name}`, async () => {
      await this.open();
      const client = this.services.queue.getQueueClient(this.prefix + name);
      await client.createIfNotExists();
      return client;
    });
  }

  /** One attempt at a time; one that failed is not remembered. */
  private once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const made = this.ready.get(key) as Promise<T> | undefined;
    if (made) return made;
    const making = make();
    this.ready.set(key, making);
    making.catch(() => this.ready.delete(key));
    return making;
  }
}

/** Of one storage account, by names as it has them. */
export interface Services {
  blob: BlobServiceClient;
  queue: QueueServiceClient;
  table(name: string): TableClient;
}

function connect(
  { connectionString, blobUrl, queueUrl, tableUrl, timeoutMs }: StorageConfig,
  identity: AzureIdentity,
): Services {
  if (connectionString) return connectByString(connectionString.reveal(), timeoutMs);
  if (!blobUrl || !queueUrl || !tableUrl)
    throw new Error('The configuration lets this not happen.');
  const options = optionsOf(timeoutMs);
  const { credential } = identity;
  return {
    blob: new BlobServiceClient(blobUrl.href, credential, options.blob),
    queue: new QueueServiceClient(queueUrl.href, credential, options.blob),
    table: (name) => new TableClient(tableUrl.href, name, credential, options.table),
  };
}

/** Throws an Error, which may quote the key, for what is no connection string. */
export function connectByString(text: string, timeoutMs: number): Services {
  const options = optionsOf(timeoutMs);
  const allowInsecureConnection = /DefaultEndpointsProtocol=http(;|$)|UseDevelopmentStorage/i.test(
    text,
  );
  return {
    blob: BlobServiceClient.fromConnectionString(text, options.blob),
    queue: QueueServiceClient.fromConnectionString(text, options.blob),
    table: (name) =>
      TableClient.fromConnectionString(text, name, { ...options.table, allowInsecureConnection }),
  };
}

function optionsOf(timeoutMs: number) {
  return { blob: blobOptions(timeoutMs), table: tableOptions(timeoutMs) };
}
