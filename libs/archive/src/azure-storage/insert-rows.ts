import { type TableClient, type TransactionAction } from '@azure/data-tables';
import { hasStatus } from '@app/azure';

import { type rowOf } from './post-rows';

type Row = ReturnType<typeof rowOf>;

/** All rows, or those that nobody else has inserted meanwhile. */
export async function insertAll(table: TableClient, rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  try {
    await table.submitTransaction(rows.map((row): TransactionAction => ['create', row]));
  } catch (error) {
    if (!hasStatus(error, 409)) throw error;
    await Promise.all(rows.map((row) => insertOne(table, row)));
  }
}

async function insertOne(table: TableClient, row: Row): Promise<void> {
  try {
    await table.createEntity(row);
  } catch (error) {
    if (!hasStatus(error, 409)) throw error;
  }
}
