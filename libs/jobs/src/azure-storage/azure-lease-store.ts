import { randomUUID } from 'node:crypto';
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
  token: z.string().optional(),
});
/** Header `Date` of an answer, in whole seconds. */
const storageTimeSchema = z.coerce.date();

/** One holding of a lease; its token tells our own write from those of others, also of this process. */
interface Hold {
  name: string;
  owner: string;
  token: string;
}

interface Known {
  etag: string;
  token?: string;
  heldSince: Date;
  seconds?: number;
  /** What storage's clock says. */
  readAt: Date;
}

/**
 * One row per lease in table `leases`; whoever's write meets the row as it was read has it. How long it is held is judged by the clock
 * of storage alone: that of a process may be wrong, or be set meanwhile (docs/decisions/031-leases-by-the-time-of-storage.md). A write
 * whose answer is lost is known again by its token.
 */
@Injectable()
export class AzureLeaseStore implements LeaseStore {
  /** By name: the token of whoever asked and was not answered. He may have the lease all the same; the next to ask takes his place. */
  private readonly doubtful = new Map<string, string>();

  constructor(private readonly storage: StorageClients) {}

  async acquire(name: string, owner: string, ttlSeconds: number): Promise<Lease | undefined> {
    const hold = { name, owner, token: this.doubtful.get(name) ?? randomUUID() };
    this.doubtful.delete(name);
    try {
      return await this.take(hold, ttlSeconds);
    } catch (error) {
      this.doubtful.set(name, hold.token);
      throw error;
    }
  }

  private async take(hold: Hold, ttlSeconds: number): Promise<Lease | undefined> {
    const current = await this.read(hold.name);
    if (current && current.token !== hold.token && isHeld(current, ttlSeconds)) return undefined;
    let etag = await this.write(hold, ttlSeconds, current?.etag);
    if (etag === undefined) return undefined;
    return {
      renew: async () => {
        etag &&= await this.write(hold, ttlSeconds, etag);
        return etag !== undefined;
      },
      release: async () => {
        if (etag !== undefined) await this.write(hold, NOT_AT_ALL, etag);
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
        const { timestamp: heldSince, ...rest } = rowSchema.parse(row);
        return { ...rest, heldSince, readAt: storageTimeSchema.parse(date) };
      });
    });
  }

  /** The new ETag; `undefined` when another has written the row since it was read. */
  private async write(hold: Hold, seconds: number, etag: string | undefined) {
    const written = await this.writeOnce(hold, seconds, etag);
    if (written !== undefined) return written;
    const current = await this.read(hold.name);
    return current?.token === hold.token ? this.writeOnce(hold, seconds, current.etag) : undefined;
  }

  private writeOnce({ name, ...hold }: Hold, seconds: number, etag: string | undefined) {
    const row = { partitionKey: PARTITION, rowKey: tableKey(name), ...hold, seconds };
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
