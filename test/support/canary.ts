import { gunzipSync } from 'node:zlib';
import { TableClient, TableServiceClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';

import { type Exchange } from './witness';

/** A text that somebody could read, and where. */
export interface Seen {
  where: string;
  text: string;
}

export interface MarkedSecret {
  kind: string;
  value: string;
}

const MAX_PEEKED = 32;
/** Shorter ones are found everywhere by chance. */
const MIN_LENGTH = 12;

/** The secrets that are in texts, as `kind in where`; plain, in a URL, or in Base64 with whatever is around them. */
export function secretsIn(seen: readonly Seen[], secrets: readonly MarkedSecret[]): string[] {
  const wanted = secrets
    .filter(({ value }) => value.length >= MIN_LENGTH)
    .map(({ kind, value }) => ({ kind, forms: formsOf(value) }));
  return seen.flatMap(({ where, text }) =>
    wanted
      .filter(({ forms }) => forms.some((form) => text.includes(form)))
      .map(({ kind }) => `${kind} in ${where}`),
  );
}

function formsOf(value: string): string[] {
  const inBase64 = [0, 1, 2].map((before) => {
    const encoded = Buffer.from(`${'x'.repeat(before)}${value}`).toString('base64url');
    // What is before and after it changes the first and the last signs.
    return encoded.slice(
      before === 0 ? 0 : before + 1,
      Math.floor(((before + value.length) * 8) / 6) - 1,
    );
  });
  const asBase64 = inBase64.map((text) => text.replaceAll('-', '+').replaceAll('_', '/'));
  return [...new Set([value, encodeURIComponent(value), ...inBase64, ...asBase64])];
}

/** What a caller can read of an answer. The cookies it sets are the caller's own. */
export function answersOf(exchanges: readonly Exchange[]): Seen[] {
  return exchanges.map(({ method, path, status, headers, body }) => {
    const { 'set-cookie': _, ...others } = headers;
    const where = `answer ${status} to ${method} ${path.split('?')[0] ?? ''}`;
    return { where, text: `${JSON.stringify(others)}\n${body.toString('utf8')}` };
  });
}

/** Every row of every table, message of every queue, and blob of every container, with their names. */
export async function storageOf(connectionString: string): Promise<Seen[]> {
  return [
    ...(await tables(connectionString)),
    ...(await queues(connectionString)),
    ...(await blobs(connectionString)),
  ];
}

const INSECURE = { allowInsecureConnection: true };

async function tables(connectionString: string): Promise<Seen[]> {
  const seen: Seen[] = [];
  const service = TableServiceClient.fromConnectionString(connectionString, INSECURE);
  for await (const { name = '' } of service.listTables()) {
    const table = TableClient.fromConnectionString(connectionString, name, INSECURE);
    for await (const row of table.listEntities()) {
      seen.push({ where: `table ${name}`, text: Object.entries(row).map(readable).join('\n') });
    }
  }
  return seen;
}

/** Bytes as text, so that one can look into them. */
function readable([name, value]: [string, unknown]): string {
  if (!ArrayBuffer.isView(value)) return `${name}: ${JSON.stringify(value)}`;
  const { buffer, byteOffset, byteLength } = value;
  return `${name}: ${Buffer.from(buffer, byteOffset, byteLength).toString('latin1')}`;
}

async function queues(connectionString: string): Promise<Seen[]> {
  const seen: Seen[] = [];
  const service = QueueServiceClient.fromConnectionString(connectionString);
  for await (const { name } of service.listQueues()) {
    const queue = service.getQueueClient(name);
    const { peekedMessageItems } = await queue.peekMessages({ numberOfMessages: MAX_PEEKED });
    seen.push(
      ...peekedMessageItems.map(({ messageText: text }) => ({ where: `queue ${name}`, text })),
    );
  }
  return seen;
}

async function blobs(connectionString: string): Promise<Seen[]> {
  const seen: Seen[] = [];
  const service = BlobServiceClient.fromConnectionString(connectionString);
  for await (const { name: containerName } of service.listContainers()) {
    const container = service.getContainerClient(containerName);
    for await (const { name, metadata } of container.listBlobsFlat({ includeMetadata: true })) {
      const bytes = await container.getBlobClient(name).downloadToBuffer();
      const content = name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
      const told = `${name}\n${JSON.stringify(metadata ?? {})}\n${content.toString('latin1')}`;
      seen.push({ where: `container ${containerName}`, text: told });
    }
  }
  return seen;
}
