import { Injectable } from '@nestjs/common';
import { hasStatus, inStorage, StorageClients, tableKey } from '@app/azure';
import { Clock } from '@app/domain';
import { z } from 'zod';

import { type LoginStore, type PendingLogin } from '../login-store';

const PARTITION = 'login';

const rowSchema = z.object({
  etag: z.string(),
  sealedToken: z.string(),
  sealedSecret: z.string(),
  jobId: z.string().optional(),
  acceptedSha256: z.string().optional(),
  acceptedAt: z.date().optional(),
  expiresAt: z.date(),
});

/** One row per login in table `logins`; who deletes it has it. */
@Injectable()
export class AzureLoginStore implements LoginStore {
  constructor(
    private readonly storage: StorageClients,
    private readonly clock: Clock,
  ) {}

  /** Sweeps out logins that nobody came back for. */
  keep(key: string, { accepted, ...login }: PendingLogin): Promise<void> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('logins');
      const filter = `expiresAt lt datetime'${this.clock.now().toISOString()}'`;
      for await (const { rowKey } of table.listEntities({ queryOptions: { filter } })) {
        if (rowKey) await table.deleteEntity(PARTITION, rowKey).catch(unlessGone);
      }
      await table.createEntity({
        partitionKey: PARTITION,
        rowKey: tableKey(key),
        ...login,
        ...(accepted && { acceptedSha256: accepted.sha256, acceptedAt: accepted.at }),
      });
    });
  }

  take(key: string): Promise<PendingLogin | undefined> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('logins');
      try {
        const { data } = rowSchema.safeParse(await table.getEntity(PARTITION, tableKey(key)));
        // Begun before an update, in the form of then: it begins again.
        if (!data) return undefined;
        const { etag, acceptedSha256: sha256, acceptedAt: at, ...login } = data;
        await table.deleteEntity(PARTITION, tableKey(key), { etag });
        if (login.expiresAt <= this.clock.now()) return undefined;
        return { ...login, ...(sha256 && at && { accepted: { sha256, at } }) };
      } catch (error) {
        if (hasStatus(error, 404, 412)) return undefined;
        throw error;
      }
    });
  }
}

function unlessGone(error: unknown): void {
  if (!hasStatus(error, 404)) throw error;
}
