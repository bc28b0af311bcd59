import { readdirSync } from 'node:fs';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';

import { errorCode } from './error-code';

/** What is there, counted at the places where it lies; nothing the service says about itself is believed. */
export interface Census {
  /** Rows of the index, one per post version. */
  indexRows: number;
  /** Different post ids among them. */
  posts: number;
  byKind: Record<string, number>;
  /** Blobs of post records. */
  recordBlobs: number;
  pageBlobs: number;
  mediaBlobs: number;
  manifestBlobs: number;
  /** Ids of posts that were archived twice in the same version. */
  duplicates: string[];
  /** Files in the mailbox of the import stand-in. */
  mailboxFiles: number;
  /** Archived ids that are not in the mailbox. */
  undelivered: string[];
}

export async function takeCensus(connectionString: string, mailbox: string): Promise<Census> {
  const rows = await indexRows(connectionString);
  const ids = new Set(rows.map(({ id }) => id));
  const versions = rows.map(({ id, version }) => `${id}.${version}`);
  const blobs = await blobNames(connectionString);
  const inFolder = (folder: string) => blobs.filter((name) => name.includes(folder)).length;
  const files = mailboxIds(mailbox);
  const byKind: Record<string, number> = {};
  for (const { kind } of rows) byKind[kind] = (byKind[kind] ?? 0) + 1;
  return {
    indexRows: rows.length,
    posts: ids.size,
    byKind,
    recordBlobs: inFolder('/posts/'),
    pageBlobs: inFolder('/pages/'),
    mediaBlobs: inFolder('/media/'),
    manifestBlobs: inFolder('manifests/'),
    duplicates: versions.filter((version, i) => versions.indexOf(version) !== i),
    mailboxFiles: files.size,
    undelivered: [...ids].filter((id) => !files.has(id)),
  };
}

async function indexRows(connectionString: string) {
  const table = TableClient.fromConnectionString(connectionString, 'posts', {
    allowInsecureConnection: true,
  });
  await table.createTable();
  const rows: { id: string; version: string; kind: string }[] = [];
  const select = ['rowKey', 'kind'];
  for await (const row of table.listEntities({ queryOptions: { select } })) {
    const [id = '', version = ''] = (row.rowKey ?? '').split('.');
    // Beside the entries of a month stands a row with their counts.
    if (!/^\d+$/.test(id)) continue;
    rows.push({ id: id.replace(/^0+/, ''), version, kind: String(row.kind) });
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
