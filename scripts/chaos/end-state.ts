import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { type Finding, type ReconciliationReport } from '@app/delivery';
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
  /** Of `npm run reconcile`, over all time. */
  report: ReconciliationReport;
}

/** What is there at the end, read where it lies; hashes by name. Files are those of items, by their names. */
export interface EndState extends Said {
  /** Versions in the index: id and version. */
  versions: string[];
  records: Record<string, string>;
  media: Record<string, string>;
  /** Of each file in the mailbox, as it was imported last. */
  mailbox: Record<string, string>;
  /** Name and hash of the same, as they came. */
  imports: string[];
  /** The first paragraph of each: what was posted; notes follow. */
  contents: Record<string, string>;
  /** Name and hash of each file in the lent container, once for each task it is in. */
  handedOver: string[];
  /** Name and hash of each file that a manifest names; of those in the chain, here and below. */
  evidence: string[];
  /** Files that manifests name as parked. */
  parked: string[];
  /** Keys of the media that manifests name as what a file was delivered without. */
  lacking: Record<string, string[]>;
  /** Keys of the media that the archive notes as missing. */
  missingMedia: string[];
}

const missingSchema = z.object({ fileKey: z.string() });

const itemSchema = z.object({ Content: z.string() });

const manifestSchema = z.object({
  items: z.array(
    z.object({
      ...{ fileName: z.string(), sha256: z.string() },
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
  const [versions, missingMedia, records, media, files, manifests] = await Promise.all([
    versionsIn(connectionString, `${prefix}posts`),
    missingIn(connectionString, `${prefix}media`),
    blobsOf(archive, '/posts/'),
    blobsOf(archive, '/media/'),
    blobsOf(lent, `${jobId}/`),
    blobsOf(archive, 'manifests/'),
  ]);
  const leftOver = new Set(said.findings.map(({ name }) => name));
  const told = manifests
    .filter(({ name }) => !leftOver.has(name))
    .map(({ bytes }) => manifestSchema.parse(JSON.parse(String(bytes))));
  const imported = importedIn(said.imported.mailbox);
  const items = told.flatMap((manifest) => manifest.items);
  return {
    ...said,
    versions,
    records: Object.fromEntries(
      records.map(({ name, bytes }) => withoutHash(name, sha256(withoutCount(normalize(bytes))))),
    ),
    media: Object.fromEntries(media.map(({ name, bytes }) => [name, sha256(bytes)])),
    mailbox: Object.fromEntries(
      imported.map(({ name, bytes }) => [name, sha256(normalize(bytes))]),
    ),
    imports: imported.map(({ name, bytes }) => `${name} ${sha256(bytes)}`),
    contents: Object.fromEntries(imported.map(({ name, bytes }) => [name, saidIn(bytes)])),
    handedOver: files.map(({ name, bytes }) => `${fileOf(name)} ${sha256(bytes)}`),
    evidence: items.map((item) => `${item.fileName} ${item.sha256}`),
    parked: told.flatMap(({ parked }) => parked.map(({ id }) => `${id}.json`)),
    lacking: lackingIn(items),
    missingMedia,
  };
}

async function versionsIn(connectionString: string, table: string): Promise<string[]> {
  const rows = await rowsOf(connectionString, table);
  const entries = rows.flatMap((row) => indexRowOf(row) ?? []);
  return entries.map(({ name, version }) => `${name}.${version}`).sort();
}

async function missingIn(connectionString: string, table: string): Promise<string[]> {
  const rows = await rowsOf(connectionString, table, "state eq 'missing'");
  return rows.map((row) => missingSchema.parse(row).fileKey);
}

async function rowsOf(connectionString: string, table: string, filter?: string) {
  const client = TableClient.fromConnectionString(connectionString, table, {
    allowInsecureConnection: true,
  });
  return Array.fromAsync(client.listEntities({ queryOptions: { filter } }));
}

interface Stored {
  name: string;
  bytes: Buffer;
}

async function blobsOf(container: ContainerClient, folder: string): Promise<Stored[]> {
  const blobs: Stored[] = [];
  for await (const { name } of container.listBlobsFlat()) {
    if (!name.includes(folder)) continue;
    blobs.push({ name, bytes: await container.getBlobClient(name).downloadToBuffer() });
  }
  return blobs;
}

/** Beside a post X tells of its author how many there are by now. */
function withoutCount(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('utf8').replace(/"tweet_count":\d+/g, '"tweet_count":0'));
}

/** A record's name ends in a hash of its bytes, which may be normalized. */
function withoutHash(name: string, hash: string): [string, string] {
  return [`${name.replace(/\.[0-9a-f]{8}\.json$/, '')} ${hash}`, hash];
}

/** The mailbox has beside each message the item it came as, byte for byte. */
function importedIn(mailbox: string): Stored[] {
  const files = readdirSync(mailbox, { recursive: true, encoding: 'utf8' });
  return files
    .filter((path) => path.endsWith('.json'))
    .map((path) => ({ name: fileOf(path), bytes: readFileSync(join(mailbox, path)) }));
}

function saidIn(item: Buffer): string {
  const { Content } = itemSchema.parse(JSON.parse(String(item)));
  return Content.split('\n\n')[0] ?? '';
}

function lackingIn(items: z.infer<typeof manifestSchema>['items']): Record<string, string[]> {
  const lacking: Record<string, string[]> = {};
  for (const { fileName, missingMedia } of items) {
    if (missingMedia.length > 0) (lacking[fileName] ??= []).push(...missingMedia);
  }
  return lacking;
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
