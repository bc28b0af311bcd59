import { Injectable } from '@nestjs/common';
import { inStorage, odataText, StorageClients, tableKey, unlessMissing } from '@app/azure';
import { type PostId } from '@app/domain';
import { z } from 'zod';

import { type Absence, type AbsenceBook } from '../absence-book';

const ID_DIGITS = 19;

const rowSchema = z.object({
  rowKey: z.string(),
  state: z.enum(['suspected', 'hidden', 'shown-again', 'deleted']),
  reason: z.enum(['deleted', 'hidden']),
  detail: z.string(),
  shownAt: z.date(),
  missedAt: z.date(),
  lookedAt: z.date(),
});

/** One row per post in table `absences`. */
@Injectable()
export class AzureAbsenceBook implements AbsenceBook {
  constructor(private readonly storage: StorageClients) {}

  list(accountId: string): Promise<Absence[]> {
    return inStorage('archive', async () => {
      const table = await this.storage.table('absences');
      const filter = `PartitionKey eq ${odataText(tableKey(accountId))}`;
      const rows = await Array.fromAsync(table.listEntities({ queryOptions: { filter } }));
      return rows.map((row) => {
        const { rowKey, ...absence } = rowSchema.parse(row);
        return { postId: rowKey.replace(/^0+(?=\d)/, ''), ...absence };
      });
    });
  }

  save(accountId: string, { postId, ...absence }: Absence): Promise<void> {
    return inStorage('archive', async () => {
      const table = await this.storage.table('absences');
      const row = { ...keyOf(accountId, postId), schemaVersion: 1, ...absence };
      await table.upsertEntity(row, 'Replace');
    });
  }

  remove(accountId: string, postId: PostId): Promise<void> {
    return inStorage('archive', async () => {
      const table = await this.storage.table('absences');
      const { partitionKey, rowKey } = keyOf(accountId, postId);
      await unlessMissing(() => table.deleteEntity(partitionKey, rowKey));
    });
  }
}

function keyOf(accountId: string, postId: PostId) {
  return { partitionKey: tableKey(accountId), rowKey: postId.padStart(ID_DIGITS, '0') };
}
