import { type TableClient } from '@azure/data-tables';
import { hasStatus, inStorage } from '@app/azure';
import { AppError } from '@app/domain';
import { z } from 'zod';

type Row = Parameters<TableClient['createEntity']>[0];

/** Saves a row over the revision it was read in, or as a new one; gives its new revision. */
export async function saveRow(
  table: TableClient,
  row: Row,
  revision: string | undefined,
): Promise<string> {
  const { etag } =
    revision === undefined
      ? await table.createEntity(row)
      : await table.updateEntity(row, 'Replace', { etag: revision });
  return z.string().parse(etag);
}

/** A write of what one run of an account has concluded: of two runs the second is refused with `archive.conflict`. */
export function unlessChanged<T>(accountId: string, write: () => Promise<T>): Promise<T> {
  return inStorage('archive', async () => {
    try {
      return await write();
    } catch (error) {
      throw hasStatus(error, 409, 412, 404) ? conflict(accountId, error) : error;
    }
  });
}

function conflict(accountId: string, cause: unknown): AppError {
  return new AppError(
    'archive.conflict',
    `Another run has captured account ${accountId} meanwhile; this one stops and leaves it to that.`,
    { accountId },
    { cause },
  );
}
