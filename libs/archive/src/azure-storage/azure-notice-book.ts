import { type TableClient } from '@azure/data-tables';
import { Injectable } from '@nestjs/common';
import { hasStatus, inStorage, StorageClients, tableKey, unlessMissing } from '@app/azure';
import { type PostId } from '@app/domain';
import pLimit from 'p-limit';
import { z } from 'zod';

import { type NoticeBook } from '../notice-book';

const AT_ONCE = 16;

const rowSchema = z.object({ noticedAt: z.date() });

/** One row per like in table `noticed`, created once and never changed. */
@Injectable()
export class AzureNoticeBook implements NoticeBook {
  constructor(private readonly storage: StorageClients) {}

  noticeLikes(
    accountId: string,
    postIds: readonly PostId[],
    at: Date,
  ): Promise<ReadonlyMap<PostId, Date>> {
    return inStorage('archive', async () => {
      const table = await this.storage.table('noticed');
      const partitionKey = tableKey(`${accountId}.like`);
      const times = await pLimit(AT_ONCE).map([...new Set(postIds)], async (postId) => {
        const key = { partitionKey, rowKey: tableKey(postId) };
        return [postId, (await known(table, key)) ?? (await create(table, key, at))] as const;
      });
      return new Map(times);
    });
  }
}

interface Key {
  partitionKey: string;
  rowKey: string;
}

async function known(table: TableClient, key: Key): Promise<Date | undefined> {
  const row = await unlessMissing(() => table.getEntity(key.partitionKey, key.rowKey));
  return row && rowSchema.parse(row).noticedAt;
}

/** Of two that create it at once, the first counts. */
async function create(table: TableClient, key: Key, noticedAt: Date): Promise<Date> {
  try {
    await table.createEntity({ ...key, schemaVersion: 1, noticedAt });
    return noticedAt;
  } catch (error) {
    if (!hasStatus(error, 409)) throw error;
    return (await known(table, key)) ?? noticedAt;
  }
}
