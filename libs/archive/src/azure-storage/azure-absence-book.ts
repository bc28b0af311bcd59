import { Injectable } from '@nestjs/common';
import { inStorage, odataText, StorageClients, tableKey, unlessMissing } from '@app/azure';
import { type PostId } from '@app/domain';
import { z } from 'zod';

import { type Absence, type AbsenceBook, type ContentRemovalState } from '../absence-book';
import { saveRow, unlessChanged } from './revisions';

const ID_DIGITS = 19;

const rowSchema = z.object({
  rowKey: z.string(),
  etag: z.string(),
  state: z.enum(['suspected', 'hidden', 'shown-again', 'deleted']),
  reason: z.enum(['deleted', 'hidden']),
  detail: z.string(),
  shownAt: z.date(),
  missedAt: z.date(),
  lookedAt: z.date(),
  removalPolicy: z.enum(['redact', 'purge']).optional(),
  removalState: z.enum(['begun', 'done', 'refused']).optional(),
  removalBegunAt: z.date().optional(),
  removalAt: z.date().optional(),
});
const isRemoved = ['begun', 'done', 'refused']
  .map((state) => `removalState eq '${state}'`)
  .join(' or ');

/** One row per post in table `absences`. */
@Injectable()
export class AzureAbsenceBook implements AbsenceBook {
  constructor(private readonly storage: StorageClients) {}

  list(accountId: string): Promise<Absence[]> {
    return this.query(`PartitionKey eq ${odataText(tableKey(accountId))}`);
  }

  listRemoved(accountId: string): Promise<Absence[]> {
    return this.query(`PartitionKey eq ${odataText(tableKey(accountId))} and (${isRemoved})`);
  }

  save(accountId: string, absence: Absence): Promise<Absence> {
    const { postId, removal, revision, ...known } = absence;
    return unlessChanged(accountId, async () => {
      const table = await this.storage.table('absences');
      const row = {
        ...keyOf(accountId, postId),
        schemaVersion: 1,
        ...known,
        ...columnsOf(removal),
      };
      return { ...absence, revision: await saveRow(table, row, revision) };
    });
  }

  remove(accountId: string, { postId, revision: etag }: Absence): Promise<void> {
    return unlessChanged(accountId, async () => {
      const table = await this.storage.table('absences');
      const { partitionKey, rowKey } = keyOf(accountId, postId);
      await unlessMissing(() => table.deleteEntity(partitionKey, rowKey, { etag }));
    });
  }

  private query(filter: string): Promise<Absence[]> {
    return inStorage('archive', async () => {
      const table = await this.storage.table('absences');
      const rows = await Array.fromAsync(table.listEntities({ queryOptions: { filter } }));
      return rows.map(absenceOf);
    });
  }
}

function absenceOf(row: unknown): Absence {
  const { rowKey, etag, removalPolicy, removalState, removalBegunAt, removalAt, ...known } =
    rowSchema.parse(row);
  const absence = { postId: rowKey.replace(/^0+(?=\d)/, ''), ...known, revision: etag };
  if (!removalPolicy || !removalState || !removalBegunAt || !removalAt) return absence;
  const times = { begunAt: removalBegunAt, at: removalAt };
  return { ...absence, removal: { policy: removalPolicy, state: removalState, ...times } };
}

function columnsOf(removal: ContentRemovalState | undefined) {
  if (!removal) return {};
  const { policy, state, begunAt, at } = removal;
  return {
    ...{ removalPolicy: policy, removalState: state, removalBegunAt: begunAt, removalAt: at },
  };
}

function keyOf(accountId: string, postId: PostId) {
  return { partitionKey: tableKey(accountId), rowKey: postId.padStart(ID_DIGITS, '0') };
}
