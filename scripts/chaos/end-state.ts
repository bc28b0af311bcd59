import { createHash } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { z } from 'zod';

import { indexRowOf } from '../local/index-row';
import { type ImportStats } from '../local/sandbox-control';

/** Where a run keeps its things in storage. */
export interface Place {
  connectionString: string;
  prefix: string;
  jobId: string;
}

/** What is there at the end, read where it lies; hashes by name. */
export interface EndState {
  /** Versions in the index: id and version. */
  versions: string[];
  records: Record<string, string>;
  media: Record<string, string>;
  /** Files in the lent container, by name; of each the hashes it was delivered with. */
  delivered: Record<string, string[]>;
  /** Ids that manifests name as delivered without a file of theirs, or as parked. */
  recorded: string[];
  imported: ImportStats;
}

const manifestSchema = z.object({
  items: z.array(z.object({ id: z.string(), missingMedia: z.array(z.string()).optional() })),
  parked: z.array(z.object({ id: z.string() })),
});

/** Texts that may differ by what the fault does: replaced before hashing. */
export type Normalize = (bytes: Buffer) => Buffer;

export async function endStateOf(
  { connectionString, prefix, jobId }: Place,
  imported: ImportStats,
  normalize: Normalize,
): Promise<EndState> {
  const service = BlobServiceClient.fromConnectionString(connectionString);
  const archive = service.getContainerClient(`${prefix}archive`);
  const lent = service.getContainerClient(`import-${jobId}`);
  const [versions, records, media, files, manifests] = await Promise.all([
    versionsIn(connectionString, `${prefix}posts`),
    hashesOf(archive, '/posts/', (bytes) => withoutCount(normalize(bytes))),
    hashesOf(archive, '/media/', (bytes) => bytes),
    hashesOf(lent, `${jobId}/`, normalize),
    textsOf(archive, 'manifests/'),
  ]);
  return {
    ...{ versions, media, imported },
    records: Object.fromEntries(Object.entries(records).map(withoutHash)),
    delivered: byFileName(files),
    recorded: manifests.flatMap(namedAsMissing),
  };
}

async function versionsIn(connectionString: string, table: string): Promise<string[]> {
  const client = TableClient.fromConnectionString(connectionString, table, {
    allowInsecureConnection: true,
  });
  const rows = await Array.fromAsync(client.listEntities(), (row) => indexRowOf(row));
  return rows.flatMap((row) => (row ? `${row.name}.${row.version}` : [])).sort();
}

async function hashesOf(
  container: ContainerClient,
  folder: string,
  normalize: Normalize,
): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for await (const { name } of container.listBlobsFlat()) {
    if (!name.includes(folder)) continue;
    const bytes = await container.getBlobClient(name).downloadToBuffer();
    hashes[name] = createHash('sha256').update(normalize(bytes)).digest('hex');
  }
  return hashes;
}

/** Beside a post X tells of its author how many there are by now. */
function withoutCount(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('utf8').replace(/"tweet_count":\d+/g, '"tweet_count":0'));
}

async function textsOf(container: ContainerClient, folder: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const { name } of container.listBlobsFlat()) {
    if (!name.includes(folder)) continue;
    texts.push((await container.getBlobClient(name).downloadToBuffer()).toString('utf8'));
  }
  return texts;
}

/** A record's name ends in a hash of its bytes, which may be normalized. */
function withoutHash([name, hash]: [string, string]): [string, string] {
  return [`${name.replace(/\.[0-9a-f]{8}\.json$/, '')} ${hash}`, hash];
}

function byFileName(files: Record<string, string>): Record<string, string[]> {
  const named: Record<string, string[]> = {};
  for (const [path, hash] of Object.entries(files)) {
    (named[path.split('/').at(-1) ?? path] ??= []).push(hash);
  }
  return named;
}

function namedAsMissing(text: string): string[] {
  const { items, parked } = manifestSchema.parse(JSON.parse(text));
  const incomplete = items.filter(({ missingMedia = [] }) => missingMedia.length > 0);
  return [...incomplete, ...parked].map(({ id }) => id);
}
