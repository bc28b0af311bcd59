import { type TableClient, TableServiceClient } from '@azure/data-tables';
import { type ContainerClient } from '@azure/storage-blob';
import { connectByString, type Services } from '@app/azure';
import pLimit from 'p-limit';
import { z } from 'zod';

const AT_ONCE = 8;
/** Enough for a copy that is to be small; a queue shows no more of its messages at once. */
const MESSAGES = 32;
const TIMEOUT_MS = 30_000;

const typed = z.object({ type: z.enum(['DateTime', 'Binary', 'Int64']), value: z.string() });
const column = z.union([z.string(), z.number(), z.boolean(), typed]);
const rowSchema = z
  .object({ partitionKey: z.string(), rowKey: z.string() })
  .catchall(column.optional());

/** What lies in a storage account, as JSON: rows by table, blobs by container in base64, texts of messages by queue. */
export const storageCopySchema = z.object({
  tables: z.record(z.string(), z.array(rowSchema)),
  containers: z.record(z.string(), z.record(z.string(), z.string())),
  queues: z.record(z.string(), z.array(z.string())),
});
export type StorageCopy = z.infer<typeof storageCopySchema>;
type CopiedRow = z.infer<typeof rowSchema>;

/** Nothing may be written meanwhile. */
export async function readStorage(
  connectionString: string,
  containers: readonly string[],
): Promise<StorageCopy> {
  const services = connectByString(connectionString, TIMEOUT_MS);
  const copy: StorageCopy = { tables: {}, containers: {}, queues: {} };
  const tables = TableServiceClient.fromConnectionString(connectionString, {
    allowInsecureConnection: true,
  });
  for await (const { name = '' } of tables.listTables()) {
    copy.tables[name] = await copyOfTable(services.table(name));
  }
  for (const name of containers) {
    copy.containers[name] = await copyOfContainer(services.blob.getContainerClient(name));
  }
  for await (const { name } of services.queue.listQueues()) {
    const queue = services.queue.getQueueClient(name);
    const { peekedMessageItems } = await queue.peekMessages({ numberOfMessages: MESSAGES });
    copy.queues[name] = peekedMessageItems.map(({ messageText }) => messageText);
  }
  return copy;
}

/** Puts a copy where nothing is yet, under names that begin with `prefix`. */
export async function writeStorage(
  services: Services,
  prefix: string,
  { tables, containers, queues }: StorageCopy,
): Promise<void> {
  const limit = pLimit(AT_ONCE);
  for (const [name, rows] of Object.entries(tables)) {
    const client = services.table(prefix + name);
    await client.createTable();
    await limit.map(rows, (row) => client.createEntity(row));
  }
  for (const [name, blobs] of Object.entries(containers)) {
    const client = services.blob.getContainerClient(prefix + name);
    await client.create();
    await limit.map(Object.entries(blobs), ([path, base64]) => {
      const bytes = Buffer.from(base64, 'base64');
      return client.getBlockBlobClient(path).upload(bytes, bytes.length);
    });
  }
  for (const [name, texts] of Object.entries(queues)) {
    const client = services.queue.getQueueClient(prefix + name);
    await client.create();
    for (const text of texts) await client.sendMessage(text);
  }
}

export async function copyOfContainer(container: ContainerClient): Promise<Record<string, string>> {
  const blobs: Record<string, string> = {};
  if (!(await container.exists())) return blobs;
  for await (const { name } of container.listBlobsFlat()) {
    const bytes = await container.getBlobClient(name).downloadToBuffer();
    blobs[name] = bytes.toString('base64');
  }
  return blobs;
}

export function copyOfTable(table: TableClient): Promise<CopiedRow[]> {
  return Array.fromAsync(table.listEntities(), copyOfRow);
}

function copyOfRow({ etag: _etag, timestamp: _time, ...row }: Record<string, unknown>): CopiedRow {
  return rowSchema.parse(
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, columnOf(value)])),
  );
}

/** JSON has no word for these types; the client of tables takes the words back. */
function columnOf(value: unknown): unknown {
  if (value instanceof Date) return { type: 'DateTime', value: value.toISOString() };
  if (value instanceof Uint8Array) {
    return { type: 'Binary', value: Buffer.from(value).toString('base64') };
  }
  if (typeof value === 'bigint') return { type: 'Int64', value: String(value) };
  return value;
}
