import { Injectable } from '@nestjs/common';
import {
  changeInStorage,
  eachInStorage,
  odataText,
  readEach,
  StorageClients,
  tableKey,
  unlessMissing,
} from '@app/azure';
import { z } from 'zod';

import { type ReadCounts } from '../read-counts';

const rowSchema = z.object({ etag: z.string(), accountId: z.string(), reads: z.number() });

/** One row per month and account in table `xreads`: accounts that are captured at once do not wait for each other. */
@Injectable()
export class AzureReadCounts implements ReadCounts {
  constructor(private readonly storage: StorageClients) {}

  add(month: string, accountId: string, reads: number): Promise<void> {
    return changeInStorage('jobs', async () => {
      const table = await this.storage.table('xreads');
      const keys = { partitionKey: month, rowKey: tableKey(accountId) };
      const known = await unlessMissing(async () =>
        rowSchema.parse(await table.getEntity(keys.partitionKey, keys.rowKey)),
      );
      const row = { ...keys, schemaVersion: 1, accountId, reads: reads + (known?.reads ?? 0) };
      if (known) await table.updateEntity(row, 'Replace', { etag: known.etag });
      else await table.createEntity(row);
    });
  }

  async of(month: string): Promise<ReadonlyMap<string, number>> {
    const filter = `PartitionKey eq ${odataText(month)}`;
    const rows = eachInStorage('jobs', async () => {
      const table = await this.storage.table('xreads');
      return table.listEntities({ queryOptions: { filter } });
    });
    const counts = readEach(rows, (row) => rowSchema.parse(row));
    return new Map(
      await Array.fromAsync(counts, ({ accountId, reads }) => [accountId, reads] as const),
    );
  }
}
