import { Injectable } from '@nestjs/common';
import {
  changeInStorage,
  inStorage,
  odataText,
  StorageClients,
  tableKey,
  unlessMissing,
  firstRows,
} from '@app/azure';
import { z } from 'zod';

import { type Position, readContinuation, writeContinuation } from '../continuation';
import {
  type ParkedItem,
  parkedAgain,
  type ParkedItems,
  type ParkedPage,
  type ParkedQuery,
} from '../parked-items';

/** Most digits an id has; padded, ids sort by row key as they do by number. */
const ID_DIGITS = 19;

const rowSchema = z
  .object({
    jobId: z.string(),
    accountId: z.string(),
    /** The item's, whatever it is of: so it is called in rows of earlier releases. */
    postId: z.string(),
    taskId: z.string(),
    reason: z.string(),
    parkedAt: z.date(),
    retryRequestedAt: z.date().optional(),
  })
  .transform(({ postId: itemId, retryRequestedAt, ...item }): ParkedItem => ({
    ...item,
    itemId,
    ...(retryRequestedAt && { retryRequestedAt }),
  }));
const keySchema = z.object({ rowKey: z.string(), jobId: z.string() });
type Key = z.infer<typeof keySchema>;
const etagSchema = z.object({ etag: z.string() });

/** One row per item in table `parked`. */
@Injectable()
export class AzureParkedItems implements ParkedItems {
  constructor(private readonly storage: StorageClients) {}

  park(item: ParkedItem): Promise<void> {
    return this.change(item, (known) => (known ? parkedAgain(known, item) : item));
  }

  clear(jobId: string, itemId: string): Promise<void> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('parked');
      await unlessMissing(() => table.deleteEntity(...keysOf({ jobId, itemId })));
    });
  }

  find(jobId: string, itemId: string): Promise<ParkedItem | undefined> {
    return inStorage('jobs', async () => (await this.read({ jobId, itemId }))?.item);
  }

  noteRetry(jobId: string, itemId: string, at: Date): Promise<void> {
    const key = { jobId, itemId };
    return this.change(key, (known) => known && { ...known, retryRequestedAt: at });
  }

  async page({ limit, continuation, without }: ParkedQuery) {
    const after = continuation === undefined ? undefined : readContinuation(continuation);
    const filter = after && filterOf(after);
    return inStorage('jobs', async (): Promise<ParkedPage> => {
      const table = await this.storage.table('parked');
      const items = await firstRows(
        table,
        { filter, limit: limit + 1 },
        (row) => rowSchema.parse(row),
        ({ jobId }) => !without?.has(jobId),
      );
      const last = items.length > limit ? items[limit - 1] : undefined;
      const taken = items.slice(0, limit);
      return last ? { items: taken, continuation: continuationOf(last) } : { items: taken };
    });
  }

  async idsOf(jobId: string): Promise<string[]> {
    const filter = `PartitionKey eq ${odataText(tableKey(jobId))}`;
    const keys = await this.keys(filter);
    return keys.map(({ rowKey }) => rowKey.replace(/^0+(?=\d)/, ''));
  }

  async count({ without }: Pick<ParkedQuery, 'without'> = {}): Promise<number> {
    const keys = await this.keys();
    return keys.filter(({ jobId }) => !without?.has(jobId)).length;
  }

  private keys(filter?: string): Promise<Key[]> {
    const queryOptions = { select: ['rowKey', 'jobId'], ...(filter !== undefined && { filter }) };
    return inStorage('jobs', async () => {
      const table = await this.storage.table('parked');
      const rows = table.listEntities({ queryOptions });
      return Array.fromAsync(rows, (row) => keySchema.parse(row));
    });
  }

  /** Changes an item, again from the start when somebody else has changed it meanwhile. */
  private change(
    key: { jobId: string; itemId: string },
    next: (known: ParkedItem | undefined) => ParkedItem | undefined,
  ): Promise<void> {
    return changeInStorage('jobs', async () => {
      const table = await this.storage.table('parked');
      const known = await this.read(key);
      const item = next(known?.item);
      if (!item) return;
      const [partitionKey, rowKey] = keysOf(item);
      const { itemId: postId, ...rest } = item;
      const row = { partitionKey, rowKey, schemaVersion: 1, postId, ...rest };
      if (known) await table.updateEntity(row, 'Replace', { etag: known.etag });
      else await table.createEntity(row);
    });
  }

  private async read(key: { jobId: string; itemId: string }) {
    const table = await this.storage.table('parked');
    return unlessMissing(async () => {
      const row = await table.getEntity(...keysOf(key));
      return { item: rowSchema.parse(row), etag: etagSchema.parse(row).etag };
    });
  }
}

function keysOf({ jobId, itemId }: { jobId: string; itemId: string }): Position {
  return [tableKey(jobId), /^\d+$/.test(itemId) ? itemId.padStart(ID_DIGITS, '0') : itemId];
}

function continuationOf(item: ParkedItem): string {
  return writeContinuation(keysOf(item));
}

function filterOf([partition, row]: Position): string {
  const [job, post] = [odataText(partition), odataText(row)];
  return `PartitionKey gt ${job} or (PartitionKey eq ${job} and RowKey gt ${post})`;
}
