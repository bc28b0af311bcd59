import { createHash } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { type Finding } from '@app/delivery';
import { z } from 'zod';

import { indexRowOf } from '../local/index-row';
import { type ImportStats } from '../local/sandbox-control';

/** Where a run keeps its things in storage. */
export interface Place {
  connectionString: string;
  prefix: string;
  jobId: string;
}

/** What others say of the end. */
interface Said {
  imported: ImportStats;
  /** Of `npm run verify`. */
  findings: readonly Finding[];
}

/** What is there at the end, read where it lies; hashes by name. */
export interface EndState extends Said {
  /** Versions in the index: id and version. */
  versions: string[];
  records: Record<string, string>;
  media: Record<string, string>;
  /** Files in the lent container, by name; of each the hashes it was delivered with, the last one last. */
  delivered: Record<string, string[]>;
  /** Name and hash of each of them, as its bytes are. */
  handedOver: string[];
  /** Name and hash of each file that a manifest names; of those in the chain, here and below. */
  evidence: string[];
  /** Ids that manifests name as delivered without a file of theirs, or as parked. */
  recorded: string[];
  /** The files they are without. */
  missingMedia: string[];
}

const manifestSchema = z.object({
  items: z.array(
    z.object({
      ...{ id: z.string(), fileName: z.string(), sha256: z.string() },
      missingMedia: z.array(z.string()).default([]),
    }),
  ),
  parked: z.array(z.object({ id: z.string() })),
});

/** Texts that may differ by what the fault does: replaced before hashing. */
export type Normalize = (bytes: Buffer) => Buffer;

export async function endStateOf(
  { connectionString, prefix, jobId }: Place,
  said: Said,
  normalize: Normalize,
): Promise<EndState> {
  const service = BlobServiceClient.fromConnectionString(connectionString);
  const archive = service.getContainerClient(`${prefix}archive`);
  const lent = service.getContainerClient(`import-${jobId}`);
  const [versions, records, media, files, manifests] = await Promise.all([
    versionsIn(connectionString, `${prefix}posts`),
    blobsOf(archive, '/posts/'),
    blobsOf(archive, '/media/'),
    blobsOf(lent, `${jobId}/`),
    blobsOf(archive, 'manifests/'),
  ]);
  const leftOver = new Set(said.findings.map(({ name }) => name));
  const told = manifests
    .filter(({ name }) => !leftOver.has(name))
    .map(({ bytes }) => manifestSchema.parse(JSON.parse(String(bytes))));
  const items = told.flatMap((manifest) => manifest.items);
  const incomplete = items.filter(({ missingMedia }) => missingMedia.length > 0);
  return {
    ...said,
    versions,
    records: Object.fromEntries(
      records.map(({ name, bytes }) => withoutHash(name, sha256(withoutCount(normalize(bytes))))),
    ),
    media: Object.fromEntries(media.map(({ name, bytes }) => [name, sha256(bytes)])),
    delivered: hashesByFile(files, normalize),
    handedOver: files.map(({ name, bytes }) => `${fileOf(name)} ${sha256(bytes)}`),
    evidence: items.map((item) => `${item.fileName} ${item.sha256}`),
    recorded: [...incomplete, ...told.flatMap(({ parked }) => parked)].map(({ id }) => id),
    missingMedia: [...new Set(incomplete.flatMap(({ missingMedia }) => missingMedia))],
  };
}

async function versionsIn(connectionString: string, table: string): Promise<string[]> {
  const client = TableClient.fromConnectionString(connectionString, table, {
    allowInsecureConnection: true,
  });
  const rows = await Array.fromAsync(client.listEntities(), (row) => indexRowOf(row));
  return rows.flatMap((row) => (row ? `${row.name}.${row.version}` : [])).sort();
}

interface Stored {
  name: string;
  storedAt: Date;
  bytes: Buffer;
}

async function blobsOf(container: ContainerClient, folder: string): Promise<Stored[]> {
  const blobs: Stored[] = [];
  for await (const { name, properties } of container.listBlobsFlat()) {
    if (!name.includes(folder)) continue;
    const bytes = await container.getBlobClient(name).downloadToBuffer();
    blobs.push({ name, storedAt: properties.lastModified, bytes });
  }
  return blobs.sort((a, b) => a.storedAt.getTime() - b.storedAt.getTime());
}

/** Beside a post X tells of its author how many there are by now. */
function withoutCount(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('utf8').replace(/"tweet_count":\d+/g, '"tweet_count":0'));
}

/** A record's name ends in a hash of its bytes, which may be normalized. */
function withoutHash(name: string, hash: string): [string, string] {
  return [`${name.replace(/\.[0-9a-f]{8}\.json$/, '')} ${hash}`, hash];
}

function hashesByFile(files: readonly Stored[], normalize: Normalize): Record<string, string[]> {
  const named: Record<string, string[]> = {};
  for (const { name, bytes } of files) {
    (named[fileOf(name)] ??= []).push(sha256(normalize(bytes)));
  }
  return named;
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
