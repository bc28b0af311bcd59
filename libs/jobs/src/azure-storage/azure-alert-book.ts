import { Injectable } from '@nestjs/common';
import {
  eachInStorage,
  inStorage,
  odataText,
  readEach,
  StorageClients,
  tableKey,
  unlessMissing,
} from '@app/azure';
import { z } from 'zod';

import { type Alert, type AlertBook, type KeptAlert } from '../alert-book';

const ALERT = 'alert';
const DAILY = { partitionKey: 'daily', rowKey: 'last' };

const rowSchema = z.object({
  code: z.string(),
  subject: z.string(),
  since: z.date(),
  text: z.string(),
  action: z.string(),
  about: z.string().optional(),
  state: z.enum(['raised', 'resolved']),
  raisedAt: z.date(),
  resolvedAt: z.date().optional(),
  isTold: z.boolean(),
  heard: z
    .string()
    .transform((names) => names.split(',').filter(Boolean))
    .optional(),
});

/** Table `alerts`: a row for each alert, and one for the last daily check. */
@Injectable()
export class AzureAlertBook implements AlertBook {
  constructor(private readonly storage: StorageClients) {}

  async list(): Promise<KeptAlert[]> {
    const filter = `PartitionKey eq ${odataText(ALERT)}`;
    const rows = eachInStorage('jobs', async () => {
      const table = await this.storage.table('alerts');
      return table.listEntities({ queryOptions: { filter } });
    });
    return Array.fromAsync(readEach(rows, (row) => rowSchema.parse(row)));
  }

  put(alert: KeptAlert): Promise<void> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('alerts');
      const heard = alert.heard?.join(',');
      const row = { ...keysOf(alert), schemaVersion: 1, ...alert, heard };
      await table.upsertEntity(row, 'Replace');
    });
  }

  remove(alert: Pick<Alert, 'code' | 'subject'>): Promise<void> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('alerts');
      const { partitionKey, rowKey } = keysOf(alert);
      await unlessMissing(() => table.deleteEntity(partitionKey, rowKey));
    });
  }

  lastDaily(): Promise<string | undefined> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('alerts');
      const row = await unlessMissing(() => table.getEntity(DAILY.partitionKey, DAILY.rowKey));
      return row && z.object({ day: z.string() }).parse(row).day;
    });
  }

  noteDaily(day: string): Promise<void> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('alerts');
      await table.upsertEntity({ ...DAILY, schemaVersion: 1, day }, 'Replace');
    });
  }
}

function keysOf({ code, subject }: Pick<Alert, 'code' | 'subject'>) {
  return { partitionKey: ALERT, rowKey: `${code}.${tableKey(subject)}` };
}
