import { readdirSync } from 'node:fs';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';

import { errorCode } from './error-code';

/** What is there, counted at the places where it lies; nothing the service says about itself is believed. */
export interface Census {
  /** Rows of the index: one per post version, and per what else is archived. */
  indexRows: number;
  /** Different ids of the account's own posts among them. */
  posts: number;
  byKind: Record<string, number>;
  /** Blobs of records. */
  recordBlobs: number;
  pageBlobs: number;
  mediaBlobs: number;
  manifestBlobs: number;
  /** Ids of items that were archived twice in the same version. */
  duplicates: string[];
  /** Files in the mailbox of the import stand-in. */
  mailboxFiles: number;
  /** Ids of items that are not in the mailbox. */
  undelivered: string[];
}

export async function takeCensus(connectionString: string, mailbox: string): Promise<Census> {
  const rows = await indexRows(connectionString);
  const ids = new Set(rows.map(({ id }) => id));
  const posts = new Set(rows.filter(({ isPost }) => isPost).map(({ id }) => id));
  const versions = rows.map(({ id, version }) => `${id}.${version}`);
  const blobs = await blobNames(connectionString);
  const inFolder = (folder: string) => blobs.filter((name) => name.includes(folder)).length;
  const files = mailboxIds(mailbox);
  const byKind: Record<string, number> = {};
  for (const { kind } of rows) byKind[kind] = (byKind[kind] ?? 0) + 1;
  return {
    indexRows: rows.length,
    posts: posts.size,
    byKind,
    recordBlobs: blobs.filter((name) => RECORD_FOLDER.test(name)).length,
    pageBlobs: inFolder('/pages/'),
    mediaBlobs: inFolder('/media/'),
    manifestBlobs: inFolder('manifests/'),
    duplicates: versions.filter((version, i) => versions.indexOf(version) !== i),
    mailboxFiles: files.size,
    undelivered: [...ids].filter((id) => !files.has(id)),
  };
}

const RECORD_FOLDER = /^\d+\/(posts|inbound|messages|likes|profiles|deletions)\//;

interface IndexRow {
  /** Of the item. */
  id: string;
  version: string;
  kind: string;
  isPost: boolean;
}

async function indexRows(connectionString: string): Promise<IndexRow[]> {
  const table = TableClient.fromConnectionString(connectionString, 'posts', {
    allowInsecureConnection: true,
  });
  await table.createTable();
  const rows: IndexRow[] = [];
  const select = ['partitionKey', 'rowKey', 'kind', 'createdAt'];
  for await (const row of table.listEntities({ queryOptions: { select } })) {
    const [id = '', version = '', type] = (row.rowKey ?? '').split('.');
    // Beside the entries of a month stands a row with their counts.
    if (!/^\d+$/.test(id)) continue;
    const [account = ''] = (row.partitionKey ?? '').split('_');
    const itemId = itemIdOf(id.replace(/^0+/, ''), type, account, row.createdAt);
    rows.push({ id: itemId, version, kind: String(row.kind), isPost: type === undefined });
  }
  return rows;
}

/** As docs/conversion.md says; counted here on its own, so that a wrong id is seen. */
function itemIdOf(id: string, type: string | undefined, account: string, at: unknown): string {
  if (type === undefined || type === 'inbound') return id;
  if (type === 'like') return `like-${account}-${id}`;
  if (type !== 'profile') return `${type}-${id}`;
  const time = at instanceof Date ? at.toISOString() : '';
  return `profile-${id}-${time.slice(0, 19).replace(/[-:]/g, '')}Z`;
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
