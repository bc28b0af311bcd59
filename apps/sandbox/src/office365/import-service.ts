import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { z } from 'zod';

import { SandboxSettings } from '../core/sandbox-settings';
import { ImportContainers } from './import-containers';
import { type ImportJob, ImportState, type ImportTask } from './import-state';
import { itemSchema } from './item.schema';
import { ImportedItems } from './imported-items';
import { TaskIssuer } from './task-issuer';
import { nextWindows } from './windows';

/** So many tasks of a job are out at once. */
const TASKS_AT_ONCE = 10;
/** A task that failed for now is asked for again after this time. */
const ASK_AGAIN_MS = 1000;
const TICK_MS = 500;
const YEAR_MS = 365 * 24 * 3600_000;

export const completionSchema = z.object({
  taskId: z.string(),
  status: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  itemMetadata: z.array(
    z.object({ id: z.string(), modificationTimestampUtc: z.iso.datetime(), fileName: z.string() }),
  ),
});
export type CompletionBody = z.infer<typeof completionSchema>;

export const changesSchema = z.object({
  entry: z
    .array(z.object({ Id: z.string(), TimeStamp: z.iso.datetime(), ChangeType: z.string() }))
    .min(1),
});

export const startSchema = z.strictObject({
  jobId: z.string(),
  from: z.iso.datetime().optional(),
  windowDays: z.int().min(1).default(31),
  followUpSeconds: z.int().min(1).default(60),
  /** Where the job's connector listens, if not where the sandbox was told. */
  connectorUrl: z.url().optional(),
});

/** The stand-in for Office 365 Import: asks for windows of time one after the other and imports what it is given. */
@Injectable()
export class ImportService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly out = new Set<string>();
  /** Tasks whose items are on their way into the mailbox: accepted, not done yet. */
  private readonly importing = new Set<string>();
  private following: Promise<void> = Promise.resolve();

  constructor(
    private readonly state: ImportState,
    private readonly containers: ImportContainers,
    private readonly issuer: TaskIssuer,
    private readonly items: ImportedItems,
    private readonly settings: SandboxSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.following = this.follow();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.following;
  }

  /** Begins to ask for a job's items; for a known job it goes on where it was, at this pace. */
  start({ jobId, from, ...pace }: z.infer<typeof startSchema>): void {
    const first = from ?? new Date(Date.now() - 3 * YEAR_MS).toISOString();
    const job = this.state.open(jobId, { caughtUpTo: first, ...pace });
    Object.assign(job, pace, { isDeleted: false });
    this.state.save();
  }

  /** Asks for nothing more; what is in the mailbox stays. */
  stop(jobId: string): void {
    this.state.forget(jobId);
    this.state.save();
  }

  /** Asks for one window at once. */
  ask(task: Omit<ImportTask, 'state' | 'taskId'> & { taskId?: string }): string {
    const known = this.state.open(task.jobId, {
      caughtUpTo: new Date().toISOString(),
      windowDays: 31,
      followUpSeconds: 3600,
    });
    const made: ImportTask = { taskId: randomUUID(), ...task, state: 'open' };
    known.tasks.push(made);
    this.state.save();
    return made.taskId;
  }

  /** Takes a completion. The status to answer with. */
  async complete(jobId: string, body: CompletionBody): Promise<number> {
    const job = this.state.find(jobId);
    const task = this.state.task(jobId, body.taskId);
    if (!job || !task) return 404;
    if (task.state !== 'open' || this.importing.has(task.taskId)) {
      this.state.count(job.completions, afterTheEnd(task, body));
    } else if (body.status === 0) return this.accept(job, task, body);
    else {
      this.state.count(job.completions, body.status === 1 ? 'temporary' : 'permanent');
      if (body.status === 2) Object.assign(task, { state: 'failed', endedBy: hashOf(body) });
      this.askAgain(task);
    }
    this.state.save();
    return 200;
  }

  /** Items have changed at the source: asks for them again. The status to answer with. */
  noteChanges(jobId: string, { entry }: z.infer<typeof changesSchema>): number {
    if (!this.state.find(jobId)) return 404;
    const now = new Date().toISOString();
    this.ask({ jobId, start: now, end: now, dirtyEntities: entry.map(({ Id }) => Id) });
    return 200;
  }

  private askAgain(task: ImportTask): void {
    setTimeout(() => this.out.delete(task.taskId), ASK_AGAIN_MS).unref();
  }

  private async accept(job: ImportJob, task: ImportTask, body: CompletionBody): Promise<number> {
    this.importing.add(task.taskId);
    task.endedBy = hashOf(body);
    try {
      if (this.isWithinDay(job, body)) await this.importItems(job, task, body.itemMetadata);
    } finally {
      this.importing.delete(task.taskId);
    }
    task.state = 'done';
    this.state.count(job.completions, 'accepted');
    job.importedAt = new Date().toISOString();
    this.out.delete(task.taskId);
    this.state.save();
    return 200;
  }

  /** All or nothing: of a day with more items than that nothing is imported from then on. */
  private isWithinDay(job: ImportJob, { itemMetadata }: CompletionBody): boolean {
    const day = new Date().toISOString().slice(0, 10);
    this.state.count(job.days, day, itemMetadata.length);
    const { itemsPerDay } = this.settings;
    if ((job.days[day] ?? 0) <= itemsPerDay) return true;
    const reason = `${day} has more than ${itemsPerDay} items`;
    job.invalid.push(...itemMetadata.map(({ fileName }) => ({ fileName, reason })));
    return false;
  }

  private async importItems(
    job: ImportJob,
    { taskId, dirtyEntities }: ImportTask,
    items: CompletionBody['itemMetadata'],
  ): Promise<void> {
    const taken = new Map<string, string>();
    const askedFor = new Set(dirtyEntities);
    for (const { id, fileName } of items) {
      const bytes = await this.containers.read(job.jobId, taskId, fileName);
      if (!bytes) {
        job.invalid.push({ fileName, reason: 'there is no such blob' });
        continue;
      }
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const known = taken.get(id);
      if (known === undefined || known === sha256) {
        taken.set(id, sha256);
        await this.importItem(job, { id, fileName, isAskedFor: askedFor.delete(id) }, bytes);
      } else job.invalid.push({ fileName, reason: `its id ${id} is that of another item` });
    }
  }

  private async importItem(
    job: ImportJob,
    { id, fileName, isAskedFor }: { id: string; fileName: string; isAskedFor: boolean },
    bytes: Buffer,
  ): Promise<void> {
    const parsed = itemSchema.safeParse(JSON.parse(bytes.toString('utf8')));
    if (!parsed.success) {
      job.invalid.push({ fileName, reason: z.prettifyError(parsed.error) });
      return;
    }
    if (parsed.data.Id !== id) {
      job.invalid.push({ fileName, reason: `it is ${parsed.data.Id}, and named as ${id}` });
      return;
    }
    const delivery = await this.items.put(job.jobId, parsed.data, bytes);
    const isNew = delivery === 'imported';
    this.state.count(job.items, isAskedFor && !isNew ? 'redelivered, asked for' : delivery);
    if (isNew) this.state.count(job.byType, parsed.data.ItemType);
  }

  /** Keeps a few tasks out and plans new windows, until stopped. */
  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      for (const job of this.state.list().filter(({ isDeleted }) => !isDeleted)) {
        this.planWindows(job);
        this.sendOut(job);
      }
      await delay(TICK_MS, undefined, { signal }).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    }
  }

  private planWindows(job: ImportJob): void {
    const now = new Date();
    const caughtUpTo = new Date(job.caughtUpTo);
    if (now.getTime() - caughtUpTo.getTime() < job.followUpSeconds * 1000) return;
    for (const { start, end } of nextWindows(caughtUpTo, now, job.windowDays)) {
      this.ask({
        jobId: job.jobId,
        start: start.toISOString(),
        end: end.toISOString(),
        dirtyEntities: null,
      });
    }
    job.caughtUpTo = now.toISOString();
    this.state.save();
  }

  private sendOut(job: ImportJob): void {
    const open = job.tasks.filter(({ state }) => state === 'open');
    const waiting = open.filter(({ taskId }) => !this.out.has(taskId));
    const free = TASKS_AT_ONCE - (open.length - waiting.length);
    for (const task of waiting.slice(0, Math.max(free, 0))) {
      this.out.add(task.taskId);
      const isWanted = () => !this.stopping.signal.aborted && !job.isDeleted;
      void this.issuer.issue(task, isWanted, job.connectorUrl);
    }
  }
}

/** What a completion is of a task that has ended: a success may be told again, in the same words (docs/decisions/009-completion-calls.md). */
function afterTheEnd(task: ImportTask, body: CompletionBody): 'repeated' | 'withdrawn' | 'changed' {
  if (task.endedBy === hashOf(body)) return 'repeated';
  return body.status === 1 ? 'withdrawn' : 'changed';
}

function hashOf(body: CompletionBody): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex');
}
