import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';

/** Every file below a folder, by path, with its hash; not those still being written. */
export function filesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    files.map((file) => [file.slice(folder.length + 1), hash(readFileSync(file))]),
  );
}

/** Partition and row keys of a table, in order. */
export async function rowsOf(connectionString: string, table: string): Promise<string[]> {
  const client = TableClient.fromConnectionString(connectionString, table, {
    allowInsecureConnection: true,
  });
  const rows = await Array.fromAsync(
    client.listEntities(),
    ({ partitionKey = '', rowKey = '' }) => `${partitionKey}/${rowKey}`,
  );
  return rows.sort();
}

/** The archive's blobs in one of an account's folders, by name, with their hashes. */
export async function blobsOf(
  connectionString: string,
  folder: string,
): Promise<Record<string, string>> {
  const container =
    BlobServiceClient.fromConnectionString(connectionString).getContainerClient('archive');
  const blobs: Record<string, string> = {};
  for await (const { name } of container.listBlobsFlat()) {
    if (!name.includes(`/${folder}/`)) continue;
    blobs[name] = hash(await container.getBlobClient(name).downloadToBuffer());
  }
  return blobs;
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
