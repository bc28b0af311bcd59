import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { readJsonFile, writeJsonFile } from '../core/json-file';
import { SandboxSettings } from '../core/sandbox-settings';

const taskSchema = z.object({
  taskId: z.string(),
  jobId: z.string(),
  start: z.string(),
  end: z.string(),
  dirtyEntities: z.array(z.string()).nullable(),
  state: z.enum(['open', 'done', 'failed']),
  /** SHA-256 of the completion that ended it, or is being imported. */
  endedBy: z.string().optional(),
});
export type ImportTask = z.infer<typeof taskSchema>;

const counts = z.record(z.string(), z.number()).default({});

const jobSchema = z.object({
  jobId: z.string(),
  /** End of the last window that was asked for. */
  caughtUpTo: z.string(),
  windowDays: z.number(),
  followUpSeconds: z.number(),
  connectorUrl: z.string().optional(),
  /** When a task was imported last. */
  importedAt: z.string().optional(),
  /** Its connector was deleted: nothing more is asked for. */
  isDeleted: z.boolean().default(false),
  tasks: z.array(taskSchema),
  completions: counts,
  items: counts,
  /** Items accepted on each day (UTC). */
  days: counts,
  byType: counts,
  invalid: z.array(z.object({ fileName: z.string(), reason: z.string() })).default([]),
});
export type ImportJob = z.infer<typeof jobSchema>;

/** What the Import service remembers of its jobs, through restarts. */
@Injectable()
export class ImportState {
  private readonly path: string;
  private readonly jobs: Map<string, ImportJob>;

  constructor(settings: SandboxSettings) {
    this.path = join(settings.dataDir, 'import-state.json');
    const known = readJsonFile(this.path, z.array(jobSchema)) ?? [];
    this.jobs = new Map(known.map((job) => [job.jobId, job]));
  }

  list(): ImportJob[] {
    return [...this.jobs.values()];
  }

  find(jobId: string): ImportJob | undefined {
    return this.jobs.get(jobId);
  }

  task(jobId: string, taskId: string): ImportTask | undefined {
    return this.jobs.get(jobId)?.tasks.find((task) => task.taskId === taskId);
  }

  /** The job, new if it was not known; kept by `save`. */
  open(
    jobId: string,
    first: Pick<ImportJob, 'caughtUpTo' | 'windowDays' | 'followUpSeconds' | 'connectorUrl'>,
  ): ImportJob {
    const known = this.jobs.get(jobId);
    const job = known ?? {
      jobId,
      ...first,
      isDeleted: false,
      tasks: [],
      completions: {},
      items: {},
      days: {},
      byType: {},
      invalid: [],
    };
    this.jobs.set(jobId, job);
    return job;
  }

  forget(jobId: string): void {
    const job = this.jobs.get(jobId);
    if (job) job.isDeleted = true;
  }

  count(group: Record<string, number>, name: string, by = 1): void {
    group[name] = (group[name] ?? 0) + by;
  }

  save(): void {
    writeJsonFile(this.path, this.list());
  }
}
