import { Injectable } from '@nestjs/common';
import {
  changeInStorage,
  inStorage,
  odataText,
  readEach,
  StorageClients,
  tableKey,
  unlessMissing,
} from '@app/azure';
import { type ConnectorJob } from '@app/domain';
import { z } from 'zod';

import { type JobStore } from '../job-store';

const PARTITION = 'job';

/** Rows written before jobs had a state are of jobs that were created. */
const rowSchema = z.object({
  etag: z.string(),
  schemaVersion: z.literal(1),
  jobId: z.string(),
  tenantId: z.string(),
  accountId: z.string(),
  username: z.string(),
  createdAt: z.date(),
  state: z.enum(['pending', 'created', 'deleted']).default('created'),
  paused: z.boolean().default(false),
  tokenSetAt: z.date().optional(),
  keysReleasedAt: z.date().optional(),
  consentVersion: z.string().optional(),
  consentSha256: z.string().optional(),
  consentAt: z.date().optional(),
  consentBy: z.string().optional(),
  remediationType: z.enum(['Relogin', 'Unknown']).optional(),
  remediationSince: z.date().optional(),
});
type Row = z.infer<typeof rowSchema>;

/** One row per job in table `jobs`. */
@Injectable()
export class AzureJobStore implements JobStore {
  constructor(private readonly storage: StorageClients) {}

  save(job: ConnectorJob): Promise<void> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('jobs');
      await table.upsertEntity(rowOf(job), 'Replace');
    });
  }

  change(
    jobId: string,
    next: (known: ConnectorJob | undefined) => ConnectorJob,
  ): Promise<ConnectorJob> {
    return changeInStorage('jobs', async () => {
      const table = await this.storage.table('jobs');
      const known = await this.read(jobId);
      const job = next(known && jobOf(known));
      if (known) await table.updateEntity(rowOf(job), 'Replace', { etag: known.etag });
      else await table.createEntity(rowOf(job));
      return job;
    });
  }

  find(jobId: string): Promise<ConnectorJob | undefined> {
    return inStorage('jobs', async () => {
      const row = await this.read(jobId);
      return row && jobOf(row);
    });
  }

  /** Sorted here: row keys are escaped, and so sorted otherwise. */
  list({ withDeleted = false }: { withDeleted?: boolean } = {}): Promise<ConnectorJob[]> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('jobs');
      const filter = `PartitionKey eq ${odataText(PARTITION)}`;
      const rows = table.listEntities({ queryOptions: { filter } });
      const jobs = await Array.fromAsync(readEach(rows, (row) => jobOf(rowSchema.parse(row))));
      return jobs
        .filter(({ state }) => withDeleted || state !== 'deleted')
        .sort((a, b) => (a.jobId < b.jobId ? -1 : 1));
    });
  }

  private async read(jobId: string): Promise<Row | undefined> {
    const table = await this.storage.table('jobs');
    return unlessMissing(async () =>
      rowSchema.parse(await table.getEntity(PARTITION, tableKey(jobId))),
    );
  }
}

function rowOf({ remediation, consent, ...job }: ConnectorJob) {
  return {
    partitionKey: PARTITION,
    rowKey: tableKey(job.jobId),
    ...job,
    ...(remediation && {
      remediationType: remediation.type,
      remediationSince: remediation.since,
    }),
    ...(consent && {
      consentVersion: consent.version,
      consentSha256: consent.sha256,
      consentAt: consent.at,
      consentBy: consent.by,
    }),
  };
}

function jobOf({ etag: _, ...row }: Row): ConnectorJob {
  const { remediationType: type, remediationSince: since, ...rest } = row;
  const { consentVersion: version, consentSha256: sha256, consentAt: at, consentBy: by } = row;
  const { consentVersion: _1, consentSha256: _2, consentAt: _3, consentBy: _4, ...job } = rest;
  return {
    ...job,
    ...(type && since && { remediation: { type, since } }),
    ...(version && sha256 && at && by && { consent: { version, sha256, at, by } }),
  };
}
