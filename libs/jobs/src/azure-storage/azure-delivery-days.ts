import { Injectable } from '@nestjs/common';
import {
  changeInStorage,
  eachInStorage,
  joinJson,
  odataText,
  readEach,
  splitJson,
  StorageClients,
  tableKey,
  unlessMissing,
} from '@app/azure';
import { z } from 'zod';

import { type DeliveryDay, type DeliveryDays } from '../delivery-days';

const rowSchema = z.looseObject({ etag: z.string(), rowKey: z.string() });
const takenSchema = z.array(z.tuple([z.string(), z.number()]));
/** In the order of what is taken. Rows of earlier releases have none. */
const putSchema = z.array(z.number().nullable()).default([]);

/** One row per job and day in table `deliverydays`, changed only from what was read. Of 5,000 tasks it is half of what a row takes. */
@Injectable()
export class AzureDeliveryDays implements DeliveryDays {
  constructor(private readonly storage: StorageClients) {}

  async from(jobId: string, day: string): Promise<DeliveryDay[]> {
    const filter = `PartitionKey eq ${odataText(tableKey(jobId))} and RowKey ge ${odataText(day)}`;
    const rows = eachInStorage('jobs', async () => {
      const table = await this.storage.table('deliverydays');
      return table.listEntities({ queryOptions: { filter } });
    });
    return Array.fromAsync(readEach(rows, (row) => dayOf(rowSchema.parse(row))));
  }

  change(
    jobId: string,
    day: string,
    next: (known: DeliveryDay) => DeliveryDay | undefined,
  ): Promise<DeliveryDay | undefined> {
    return changeInStorage('jobs', async () => {
      const table = await this.storage.table('deliverydays');
      const { known, etag } = await this.read(jobId, day);
      const changed = next(known);
      if (!changed || changed === known) return changed;
      const row = {
        ...keysOf(jobId, day),
        schemaVersion: 1,
        ...columnsOf(changed),
      };
      if (etag === undefined) await table.createEntity(row);
      else await table.updateEntity(row, 'Replace', { etag });
      return changed;
    });
  }

  private async read(jobId: string, day: string): Promise<{ known: DeliveryDay; etag?: string }> {
    const table = await this.storage.table('deliverydays');
    const { partitionKey, rowKey } = keysOf(jobId, day);
    const row = await unlessMissing(async () =>
      rowSchema.parse(await table.getEntity(partitionKey, rowKey)),
    );
    if (!row) return { known: { day, taken: new Map() } };
    return { known: dayOf(row), etag: row.etag };
  }
}

function columnsOf({ taken, put = new Map() }: DeliveryDay) {
  const inOrder = [...taken.keys()].map((taskId) => put.get(taskId) ?? null);
  return {
    ...splitJson('taken', [...taken]),
    ...(put.size > 0 && splitJson('put', inOrder)),
  };
}

function dayOf(row: z.infer<typeof rowSchema>): DeliveryDay {
  const taken = takenSchema.parse(joinJson('taken', row));
  const inOrder = putSchema.parse(joinJson('put', row));
  const put = new Map<string, number>();
  for (const [i, [taskId]] of taken.entries()) {
    const items = inOrder[i] ?? undefined;
    if (items !== undefined) put.set(taskId, items);
  }
  return { day: row.rowKey, taken: new Map(taken), ...(put.size > 0 && { put }) };
}

function keysOf(jobId: string, day: string) {
  return { partitionKey: tableKey(jobId), rowKey: day };
}
