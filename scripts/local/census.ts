import { readdirSync } from 'node:fs';
import { errorCode } from '@app/domain';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';

import { type IndexRow, indexRowOf } from './index-row';

/** What is there, counted at the places where it lies; nothing the service says about itself is believed. */
export interface Census {
  /** Rows of the index, one per version of whatever is archived. */
  indexRows: number;
  /** Different ids of the account's own posts among them. */
  posts: number;
  byKind: Record<string, number>;
  /** Blobs of records. */
  recordBlobs: number;
  pageBlobs: number;
  mediaBlobs: number;
  manifestBlobs: number;
  /** Names of what was archived twice in the same version. */
  duplicates: string[];
  /** Files in the mailbox of the import stand-in. */
  mailboxFiles: number;
  /** Names of what is archived and not in the mailbox. */
  undelivered: string[];
}

/** Where records of every type lie. */
const RECORD = /\/(posts|inbound|messages|likes|profiles|deletions)\//;

export async function takeCensus(connectionString: string, mailbox: string): Promise<Census> {
  const rows = await indexRows(connectionString);
  const names = new Set(rows.map(({ name }) => name));
  const ownPosts = new Set(rows.flatMap(({ name, type }) => (type === 'post' ? name : [])));
  const versions = rows.map(({ name, version }) => `${name}.${version}`);
  const blobs = await blobNames(connectionString);
  const inFolder = (folder: string) => blobs.filter((name) => name.includes(folder)).length;
  const files = mailboxIds(mailbox);
  const byKind: Record<string, number> = {};
  for (const { kind } of rows) byKind[kind] = (byKind[kind] ?? 0) + 1;
  return {
    indexRows: rows.length,
    posts: ownPosts.size,
    byKind,
    recordBlobs: blobs.filter((name) => RECORD.test(name)).length,
    pageBlobs: inFolder('/pages/'),
    mediaBlobs: inFolder('/media/'),
    manifestBlobs: inFolder('manifests/'),
    duplicates: versions.filter((version, i) => versions.indexOf(version) !== i),
    mailboxFiles: files.size,
    undelivered: [...names].filter((name) => !files.has(name)),
  };
}

async function indexRows(connectionString: string) {
  const table = TableClient.fromConnectionString(connectionString, 'posts', {
    allowInsecureConnection: true,
  });
  await table.createTable();
  const rows: IndexRow[] = [];
  const select = ['partitionKey', 'rowKey', 'kind', 'createdAt'];
  for await (const row of table.listEntities({ queryOptions: { select } })) {
    const entry = indexRowOf(row);
    if (entry) rows.push(entry);
  }
  return rows;
}

async function blobNames(connectionString: string): Promise<string[]> {
  const container =
    BlobServiceClient.fromConnectionString(connectionString).getContainerClient('archive');
  await container.createIfNotExists();
  return Array.fromAsync(container.listBlobsFlat(), ({ name }) => name);
}

function mailboxIds(mailbox: string): Set<string> {
  try {
    const files = readdirSync(mailbox, { recursive: true, encoding: 'utf8' });
    const ids = files
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.split('/').at(-1));
    return new Set(ids.map((file) => (file ?? '').replace('.json', '')));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return new Set();
    throw error;
  }
}
