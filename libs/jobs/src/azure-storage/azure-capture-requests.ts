import { Injectable } from '@nestjs/common';
import {
  hasStatus,
  inStorage,
  odataText,
  StorageClients,
  tableKey,
  unlessMissing,
} from '@app/azure';
import { z } from 'zod';

import { type CaptureRequests, type RequestedCapture } from '../capture-requests';

const PARTITION = 'capture';

const rowSchema = z.object({
  etag: z.string(),
  schemaVersion: z.literal(1),
  accountId: z.string(),
  requestedAt: z.date(),
});
type Row = z.infer<typeof rowSchema>;

/** One row per account in table `captures`. */
@Injectable()
export class AzureCaptureRequests implements CaptureRequests {
  constructor(private readonly storage: StorageClients) {}

  ask({ accountId, requestedAt }: RequestedCapture): Promise<void> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('captures');
      const key = { partitionKey: PARTITION, rowKey: tableKey(accountId) };
      await table.upsertEntity({ ...key, schemaVersion: 1, accountId, requestedAt }, 'Replace');
    });
  }

  find(accountId: string): Promise<RequestedCapture | undefined> {
    return inStorage('jobs', async () => {
      const row = await this.read(accountId);
      return row && requestOf(row);
    });
  }

  list(): Promise<RequestedCapture[]> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('captures');
      const filter = `PartitionKey eq ${odataText(PARTITION)}`;
      const rows = table.listEntities({ queryOptions: { filter } });
      return Array.fromAsync(rows, (row) => requestOf(rowSchema.parse(row)));
    });
  }

  remove({ accountId, requestedAt }: RequestedCapture): Promise<void> {
    return inStorage('jobs', async () => {
      const row = await this.read(accountId);
      if (row?.requestedAt.getTime() !== requestedAt.getTime()) return;
      const table = await this.storage.table('captures');
      try {
        await table.deleteEntity(PARTITION, tableKey(accountId), { etag: row.etag });
      } catch (error) {
        if (!hasStatus(error, 404, 412)) throw error;
      }
    });
  }

  private async read(accountId: string): Promise<Row | undefined> {
    const table = await this.storage.table('captures');
    return unlessMissing(async () =>
      rowSchema.parse(await table.getEntity(PARTITION, tableKey(accountId))),
    );
  }
}

function requestOf({ accountId, requestedAt }: Row): RequestedCapture {
  return { accountId, requestedAt };
}
