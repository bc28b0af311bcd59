import { Injectable } from '@nestjs/common';
import { hasStatus, inStorage, StorageClients, tableKey, unlessMissing } from '@app/azure';
import { Clock } from '@app/domain';
import { z } from 'zod';

import { type Lease, type LeaseStore } from '../lease-store';

const PARTITION = 'lease';
const rowSchema = z.object({ etag: z.string(), expiresAt: z.date() });

/** One row per lease in table `leases`; whoever's write meets the row as it was read has it. */
@Injectable()
export class AzureLeaseStore implements LeaseStore {
  constructor(
    private readonly storage: StorageClients,
    private readonly clock: Clock,
  ) {}

  async acquire(name: string, owner: string, ttlSeconds: number): Promise<Lease | undefined> {
    const current = await this.read(name);
    if (current && current.expiresAt > this.clock.now()) return undefined;
    let etag = await this.write(name, owner, ttlSeconds, current?.etag);
    if (etag === undefined) return undefined;
    return {
      renew: async () => {
        etag &&= await this.write(name, owner, ttlSeconds, etag);
        return etag !== undefined;
      },
      release: async () => {
        if (etag !== undefined) await this.write(name, owner, 0, etag);
        etag = undefined;
      },
    };
  }

  private read(name: string) {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('leases');
      return unlessMissing(async () =>
        rowSchema.parse(await table.getEntity(PARTITION, tableKey(name))),
      );
    });
  }

  /** The new ETag; `undefined` when the row is not as it was read any more. */
  private write(name: string, owner: string, ttlSeconds: number, etag: string | undefined) {
    const expiresAt = new Date(this.clock.now().getTime() + ttlSeconds * 1000);
    const row = { partitionKey: PARTITION, rowKey: tableKey(name), owner, expiresAt };
    return inStorage('jobs', async () => {
      const table = await this.storage.table('leases');
      try {
        const written = etag
          ? await table.updateEntity(row, 'Replace', { etag })
          : await table.createEntity(row);
        return z.string().parse(written.etag);
      } catch (error) {
        if (hasStatus(error, 404, 409, 412)) return undefined;
        throw error;
      }
    });
  }
}
