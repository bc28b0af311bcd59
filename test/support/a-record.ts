import { TableClient } from '@azure/data-tables';
import { type BlockBlobClient } from '@azure/storage-blob';
import { BlobServiceClient } from '@azure/storage-blob';

import { timeOfId } from '@app/domain';

interface ArchivedRecord {
  postId: string;
  blob: BlockBlobClient;
  bytes: Buffer;
}

/** The record of some archived post, to be spoilt and mended. */
export async function aRecordOf(connectionString: string): Promise<ArchivedRecord> {
  const container =
    BlobServiceClient.fromConnectionString(connectionString).getContainerClient('archive');
  for await (const { name } of container.listBlobsFlat()) {
    const postId = /\/posts\/.*\/0*(\d+)\.[^/]*$/.exec(name)?.[1];
    if (postId === undefined) continue;
    const blob = container.getBlockBlobClient(name);
    return { postId, blob, bytes: await blob.downloadToBuffer() };
  }
  throw new Error('Nothing is archived.');
}

/** Takes the copy of a small record out of its row, so that the record itself is read. */
export async function forgetCopy(connectionString: string, postId: string): Promise<void> {
  const table = TableClient.fromConnectionString(connectionString, 'posts', {
    allowInsecureConnection: true,
  });
  const id = postId.padStart(19, '0');
  const filter = `RowKey ge '${id}.' and RowKey lt '${id}/'`;
  for await (const { packed: _copy, ...row } of table.listEntities({ queryOptions: { filter } })) {
    const { partitionKey = '', rowKey = '' } = row;
    await table.updateEntity({ ...row, partitionKey, rowKey }, 'Replace');
  }
}

/** The second a post was made in. */
export function windowOf(postId: string): { start: string; end: string } {
  const second = Math.floor((timeOfId(postId)?.getTime() ?? 0) / 1000) * 1000;
  return { start: new Date(second).toISOString(), end: new Date(second + 999).toISOString() };
}
