import { Injectable } from '@nestjs/common';
import { hasStatus, inStorage, StorageClients, tableKey } from '@app/azure';
import { type ConnectorJob } from '@app/domain';
import { z } from 'zod';

import { type JobStore } from '../job-store';

const PARTITION = 'job';

const rowSchema = z.object({
  schemaVersion: z.literal(1),
  jobId: z.string(),
  tenantId: z.string(),
  accountId: z.string(),
  username: z.string(),
  createdAt: z.date(),
});

/** One row per job in table `jobs`. */
@Injectable()
export class AzureJobStore implements JobStore {
  constructor(private readonly storage: StorageClients) {}

  save(job: ConnectorJob): Promise<void> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('jobs');
      const keys = { partitionKey: PARTITION, rowKey: tableKey(job.jobId) };
      await table.upsertEntity({ ...keys, ...job }, 'Replace');
    });
  }

  find(jobId: string): Promise<ConnectorJob | undefined> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('jobs');
      try {
        return rowSchema.parse(await table.getEntity(PARTITION, tableKey(jobId)));
      } catch (error) {
        if (hasStatus(error, 404)) return undefined;
        throw error;
      }
    });
  }

  /** Sorted here: row keys are escaped, and so sorted otherwise. */
  list(): Promise<ConnectorJob[]> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('jobs');
      const jobs = await Array.fromAsync(table.listEntities(), (row) => rowSchema.parse(row));
      return jobs.sort((a, b) => (a.jobId < b.jobId ? -1 : 1));
    });
  }
}
