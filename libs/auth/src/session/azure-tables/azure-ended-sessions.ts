import { type TableClient } from '@azure/data-tables';
import { Injectable } from '@nestjs/common';
import { hasStatus, inStorage, StorageClients, tableKey } from '@app/azure';
import { Clock } from '@app/domain';

import { type EndedSessions } from '../ended-sessions';

const PARTITION = 'ended';

/** One row per session in table `sessions`, until the session would have ended by itself. */
@Injectable()
export class AzureEndedSessions implements EndedSessions {
  constructor(
    private readonly storage: StorageClients,
    private readonly clock: Clock,
  ) {}

  add(sessionId: string, expiresAt: Date): Promise<void> {
    return inStorage('auth', async () => {
      const table = await this.storage.table('sessions');
      const keys = { partitionKey: PARTITION, rowKey: tableKey(sessionId) };
      await table.upsertEntity({ ...keys, expiresAt }, 'Replace');
      await this.forgetOver(table);
    });
  }

  has(sessionId: string): Promise<boolean> {
    return inStorage('auth', async () => {
      const table = await this.storage.table('sessions');
      return isThere(() => table.getEntity(PARTITION, tableKey(sessionId)));
    });
  }

  private async forgetOver(table: TableClient): Promise<void> {
    const filter = `expiresAt lt datetime'${this.clock.now().toISOString()}'`;
    for await (const { rowKey = '' } of table.listEntities({ queryOptions: { filter } })) {
      await isThere(() => table.deleteEntity(PARTITION, rowKey));
    }
  }
}

/** False when there is no such row, perhaps as another process has been faster. */
async function isThere(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (hasStatus(error, 404)) return false;
    throw error;
  }
}
