import { type TableClient } from '@azure/data-tables';
import { AppError, RELEASE } from '@app/domain';
import { z } from 'zod';

import { isChangedMeanwhile, unlessMissing } from './storage-errors';

/** Table of the mark, and its only row. */
export const MARK_TABLE = 'schema';
export const MARK_KEYS = { partitionKey: 'schema', rowKey: 'storage' } as const;

const mark = z.object({
  /** Raised with every change of what is stored. */
  schemaVersion: z.number(),
  /** The schema a release has to know to work with what is stored. Raised when others would misread it. */
  neededVersion: z.number(),
  release: z.string(),
});
/** How what is stored is written, and by which release. When to raise what: docs/decisions/038-upgrades.md. */
export type StorageMark = z.infer<typeof mark>;
const rowSchema = mark.extend({ etag: z.string() });

const OURS: StorageMark = { schemaVersion: 2, neededVersion: 1, release: RELEASE };

/**
 * Notes in storage how it is written, unless a later release has; storage without the mark is of version 1. Rejects with `storage.newer`, and
 * leaves everything as it is, where this release does not know enough to work with it.
 */
export async function markStorage(table: TableClient, ours = OURS): Promise<void> {
  try {
    await markOnce(table, ours);
  } catch (error) {
    if (!isChangedMeanwhile(error)) throw error;
    // Another process was quicker: what has it written?
    await markOnce(table, ours);
  }
}

async function markOnce(table: TableClient, ours: StorageMark): Promise<void> {
  const row = { ...MARK_KEYS, ...ours };
  const read = () => table.getEntity(MARK_KEYS.partitionKey, MARK_KEYS.rowKey);
  const found = await unlessMissing(read);
  if (!found) {
    await table.createTable();
    await table.createEntity(row);
    return;
  }
  const { etag, ...theirs } = rowSchema.parse(found);
  if (theirs.neededVersion > ours.schemaVersion) throw newer(theirs, ours);
  if (theirs.schemaVersion < ours.schemaVersion) await table.updateEntity(row, 'Merge', { etag });
}

function newer({ release, ...theirs }: StorageMark, ours: StorageMark): AppError {
  return new AppError(
    'storage.newer',
    `What is stored was written by release ${release}, and this is release ${ours.release}, which would misread it. Nothing was changed. Install release ${release} or a later one.`,
    { release, ...theirs, known: ours.schemaVersion },
  );
}
