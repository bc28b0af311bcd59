import { type TransactionAction } from '@azure/data-tables';
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

import { type HandledMessage, type MailLedger, type MailMonth, monthWith } from '../mail-ledger';

const MONTH = 'month.';

const messageSchema = z.object({
  etag: z.string(),
  rowKey: z.string(),
  state: z.enum(['delivered', 'parked']),
  at: z.date(),
  reason: z.string().optional(),
});
const monthSchema = z.object({
  etag: z.string(),
  rowKey: z.string(),
  delivered: z.number(),
  parked: z.number(),
});

/** Table `maildelivery`: an account's messages by month, and in the same partition how many, changed in the same transactions. */
@Injectable()
export class AzureMailLedger implements MailLedger {
  constructor(private readonly storage: StorageClients) {}

  months(accountId: string): Promise<MailMonth[]> {
    return Array.fromAsync(this.rows(accountId, MONTH, (row) => monthOf(monthSchema.parse(row))));
  }

  list(accountId: string, month: string): AsyncGenerator<HandledMessage> {
    return this.rows(accountId, `${month}.`, (row) => messageOf(messageSchema.parse(row)));
  }

  note(accountId: string, month: string, message: HandledMessage): Promise<void> {
    return changeInStorage('jobs', () => this.noteOnce(accountId, month, message));
  }

  private async noteOnce(accountId: string, month: string, next: HandledMessage) {
    const partitionKey = tableKey(accountId);
    const table = await this.storage.table('maildelivery');
    const key = `${month}.${next.id}`;
    const [known, counts] = await Promise.all([
      unlessMissing(async () => messageSchema.parse(await table.getEntity(partitionKey, key))),
      unlessMissing(async () =>
        monthSchema.parse(await table.getEntity(partitionKey, MONTH + month)),
      ),
    ]);
    if (known?.state === 'delivered') return;
    const before = counts ? monthOf(counts) : { month, delivered: 0, parked: 0 };
    const { delivered, parked } = monthWith(before, known && messageOf(known), next);
    const { state, at, reason } = next;
    const row = {
      schemaVersion: 1,
      partitionKey,
      rowKey: key,
      state,
      at,
      ...(reason && { reason }),
    };
    const sum = { schemaVersion: 1, partitionKey, rowKey: MONTH + month, delivered, parked };
    await table.submitTransaction([put(row, known?.etag), put(sum, counts?.etag)]);
  }

  private rows<T>(accountId: string, prefix: string, read: (row: unknown) => T): AsyncGenerator<T> {
    const range = `RowKey ge ${odataText(prefix)} and RowKey lt ${odataText(`${prefix}~`)}`;
    const filter = `PartitionKey eq ${odataText(tableKey(accountId))} and ${range}`;
    const rows = eachInStorage('jobs', async () => {
      const table = await this.storage.table('maildelivery');
      return table.listEntities({ queryOptions: { filter } });
    });
    return readEach(rows, read);
  }
}

function put(
  row: { partitionKey: string; rowKey: string },
  etag: string | undefined,
): TransactionAction {
  return etag === undefined ? ['create', row] : ['update', row, 'Replace', { etag }];
}

function monthOf({ rowKey, delivered, parked }: z.infer<typeof monthSchema>): MailMonth {
  return { month: rowKey.slice(MONTH.length), delivered, parked };
}

function messageOf({ rowKey, state, at, reason }: z.infer<typeof messageSchema>): HandledMessage {
  const id = rowKey.slice(rowKey.indexOf('.') + 1);
  return { id, state, at, ...(reason !== undefined && { reason }) };
}
