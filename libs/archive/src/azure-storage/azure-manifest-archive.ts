import { type TransactionAction } from '@azure/data-tables';
import { Injectable } from '@nestjs/common';
import {
  eachInStorage,
  inStorage,
  isChangedMeanwhile,
  odataText,
  readEach,
  StorageClients,
  tableKey,
  unlessMissing,
} from '@app/azure';
import { AppError } from '@app/domain';
import { z } from 'zod';

import { checkedBytes } from '../checked-bytes';
import {
  type LinkSignature,
  type ManifestArchive,
  type ManifestLink,
  signedTextOf,
} from '../manifest-archive';
import { sha256Hex } from '../record-format';
import { spool } from '../spool';
import { download, stream } from './download';
import { linkOf, linkRowSchema, sequenceKey, taskKey } from './link-row';

const HEAD = 'head';
/** So often an append is built anew because another task was quicker. */
const MAX_TRIES = 20;

const rowSchema = linkRowSchema.extend({ etag: z.string() });
type Row = z.infer<typeof rowSchema>;

/**
 * Manifests as blobs `manifests/{jobId}/{taskId}.{sha8}.json` in container `archive`; the chain as rows of table `manifests`: the
 * head, one row per task and one per sequence number, written in one transaction so that they always agree.
 */
@Injectable()
export class AzureManifestArchive implements ManifestArchive {
  constructor(private readonly storage: StorageClients) {}

  append(
    jobId: string,
    taskId: string,
    build: (previous: ManifestLink | undefined) => AsyncIterable<Uint8Array>,
    sign?: (text: string) => Promise<LinkSignature>,
  ): Promise<ManifestLink> {
    return inStorage('archive', async () => {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const existing = await this.row(jobId, taskKey(taskId));
        if (existing) return linkOf(existing);
        const head = await this.row(jobId, HEAD);
        const stored = await this.store(jobId, taskId, head, build);
        const signature = await sign?.(signedTextOf(jobId, stored));
        const link = { ...stored, ...(signature && { signature }) };
        if (await this.chain(jobId, link, head)) return link;
      }
      throw new AppError(
        'archive.conflict',
        'Too many tasks end at once; this one is tried again later.',
      );
    });
  }

  list(jobId: string): AsyncGenerator<ManifestLink> {
    return this.query(jobId, 'sequence.', 'sequence/');
  }

  async listStartingWith(jobId: string, prefix: string): Promise<ManifestLink[]> {
    const from = taskKey(prefix);
    const links = await Array.fromAsync(this.query(jobId, from, after(from)));
    return links.sort((a, b) => a.sequence - b.sequence);
  }

  read({ name, sha256 }: ManifestLink): Promise<Uint8Array> {
    return inStorage('archive', async () => {
      const bytes = await download(await this.storage.container('archive'), name);
      if (sha256Hex(bytes) === sha256) return bytes;
      throw corrupt(name);
    });
  }

  open({ name, sha256 }: ManifestLink): Promise<AsyncIterable<Uint8Array>> {
    return inStorage('archive', async () => {
      const bytes = await stream(await this.storage.container('archive'), name);
      return checkedBytes(bytes, sha256, () => corrupt(name));
    });
  }

  /** The links of the rows from one key up to another. */
  private async *query(jobId: string, from: string, to: string): AsyncGenerator<ManifestLink> {
    const keys = `RowKey ge ${odataText(from)} and RowKey lt ${odataText(to)}`;
    const filter = `PartitionKey eq ${odataText(tableKey(jobId))} and ${keys}`;
    const rows = eachInStorage('archive', async () => {
      const table = await this.storage.table('manifests');
      return table.listEntities({ queryOptions: { filter } });
    });
    yield* readEach(rows, (row) => linkOf(rowSchema.parse(row)));
  }

  /** The bytes, under a name that tells them apart from any other manifest of the task: held until it is known. */
  private store(
    jobId: string,
    taskId: string,
    head: Row | undefined,
    build: (previous: ManifestLink | undefined) => AsyncIterable<Uint8Array>,
  ): Promise<ManifestLink> {
    return spool(build(head && linkOf(head)), async ({ sha256, bytes, open }) => {
      const folder = `manifests/${encodeURIComponent(jobId)}`;
      const name = `${folder}/${encodeURIComponent(taskId)}.${sha256.slice(0, 8)}.json`;
      const container = await this.storage.container('archive');
      await container.getBlockBlobClient(name).upload(open, bytes);
      return { sequence: (head?.sequence ?? 0) + 1, taskId, name, sha256 };
    });
  }

  /** False when another task has become the head since. */
  private async chain(jobId: string, link: ManifestLink, head: Row | undefined): Promise<boolean> {
    const table = await this.storage.table('manifests');
    const row = (rowKey: string) => ({
      partitionKey: tableKey(jobId),
      rowKey,
      schemaVersion: 1,
      ...fieldsOf(link),
    });
    const newHead: TransactionAction = head
      ? ['update', row(HEAD), 'Replace', { etag: head.etag }]
      : ['create', row(HEAD)];
    try {
      await table.submitTransaction([
        newHead,
        ['create', row(taskKey(link.taskId))],
        ['create', row(sequenceKey(link.sequence))],
      ]);
      return true;
    } catch (error) {
      if (isChangedMeanwhile(error)) return false;
      throw error;
    }
  }

  private async row(jobId: string, rowKey: string): Promise<Row | undefined> {
    const table = await this.storage.table('manifests');
    return unlessMissing(async () =>
      rowSchema.parse(await table.getEntity(tableKey(jobId), rowKey)),
    );
  }
}

/** The first key behind all that begin so. */
function after(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
}

function corrupt(name: string): AppError {
  return new AppError('archive.corrupt', `The manifest ${name} is not what was stored.`, { name });
}

function fieldsOf({ signature, ...link }: ManifestLink) {
  return {
    ...link,
    ...(signature && { signatureKey: signature.keyId, signature: signature.value }),
  };
}
