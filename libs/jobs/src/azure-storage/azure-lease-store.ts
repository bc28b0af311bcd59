import { Injectable } from '@nestjs/common';
import { hasStatus, inStorage, StorageClients, tableKey, unlessMissing } from '@app/azure';
import { z } from 'zod';

import { type Lease, type LeaseStore } from '../lease-store';

const PARTITION = 'lease';
/** Written on release. */
const NOT_AT_ALL = 0;
/** Storage sets `timestamp` with every write. Rows of earlier versions have no `seconds`: held for as long as is asked for now. */
const rowSchema = z.object({
  etag: z.string(),
  timestamp: z.coerce.date(),
  seconds: z.number().optional(),
});
/** Header `Date` of an answer, in whole seconds. */
const storageTimeSchema = z.coerce.date();

interface Known {
  etag: string;
  heldSince: Date;
  seconds: number | undefined;
  /** What storage's clock says. */
  readAt: Date;
}

/**
 * One row per lease in table `leases`; whoever's write meets the row as it was read has it. How long it is held is judged by the clock
 * of storage alone: that of a process may be wrong, or be set meanwhile (docs/decisions/031-leases-by-the-time-of-storage.md).
 */
@Injectable()
export class AzureLeaseStore implements LeaseStore {
  constructor(private readonly storage: StorageClients) {}

  async acquire(name: string, owner: string, ttlSeconds: number): Promise<Lease | undefined> {
    const current = await this.read(name);
    if (current && isHeld(current, ttlSeconds)) return undefined;
    let etag = await this.write(name, owner, ttlSeconds, current?.etag);
    if (etag === undefined) return undefined;
    return {
      renew: async () => {
        etag &&= await this.write(name, owner, ttlSeconds, etag);
        return etag !== undefined;
      },
      release: async () => {
        if (etag !== undefined) await this.write(name, owner, NOT_AT_ALL, etag);
        etag = undefined;
      },
    };
  }

  private read(name: string): Promise<Known | undefined> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('leases');
      let date: string | undefined;
      const onResponse = ({ headers }: { headers: { get(name: string): string | undefined } }) => {
        date = headers.get('date');
      };
      return unlessMissing(async () => {
        const row = await table.getEntity(PARTITION, tableKey(name), { onResponse });
        const { etag, timestamp, seconds } = rowSchema.parse(row);
        return { etag, heldSince: timestamp, seconds, readAt: storageTimeSchema.parse(date) };
      });
    });
  }

  /** The new ETag; `undefined` when the row is not as it was read any more. */
  private write(name: string, owner: string, seconds: number, etag: string | undefined) {
    const row = { partitionKey: PARTITION, rowKey: tableKey(name), owner, seconds };
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

function isHeld({ heldSince, seconds, readAt }: Known, ttlSeconds: number): boolean {
  if (seconds === NOT_AT_ALL) return false;
  return heldSince.getTime() + (seconds ?? ttlSeconds) * 1000 > readAt.getTime();
}
