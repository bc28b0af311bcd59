import { Injectable } from '@nestjs/common';
import { ManifestArchive, type ManifestLink } from '@app/archive';
import { type TimeWindow } from '@app/domain';
import { TaskStore } from '@app/jobs';
import { z } from 'zod';

import { taskOfDelivery } from '../manifest';
import { manifestItems } from '../manifest-parts';
import { inWholeSeconds } from '../task-entries';
import { MonthBuckets } from './month-buckets';
import { type IndexedTask, monthOf, TaskIndex } from './task-index';

const itemSchema = z.object({
  ...{ id: z.string(), version: z.string(), createdAt: z.coerce.date() },
  missingMedia: z.array(z.string()).optional(),
});

/** What jobs were asked for, and what they have handed over, of a time. */
@Injectable()
export class HandedOver {
  constructor(
    private readonly tasks: TaskStore,
    private readonly manifests: ManifestArchive,
  ) {}

  /** The tasks, and all that is in manifests of those which were accepted. To be closed. */
  async read(
    jobIds: readonly string[],
    window: TimeWindow,
    signal?: AbortSignal,
  ): Promise<{ tasks: TaskIndex; items: MonthBuckets }> {
    const [tasks, items] = [new TaskIndex(), await MonthBuckets.open()];
    try {
      for (const jobId of jobIds) {
        const ended = await this.endedOf(jobId, window, tasks);
        for (const link of await this.lastDeliveries(jobId, ended)) {
          signal?.throwIfAborted();
          await this.readItems(link, window, items);
        }
      }
      return { tasks, items };
    } catch (error) {
      await items.close();
      throw error;
    }
  }

  /** Those that may have delivered something of the window; `tasks` gets those that ask for some of it. */
  private async endedOf(jobId: string, window: TimeWindow, tasks: TaskIndex) {
    const ended = new Map<string, IndexedTask>();
    for await (const task of this.tasks.list(jobId)) {
      if (overlaps(inWholeSeconds(task.window), window)) tasks.add(task);
      else if (!task.isWithIds) continue;
      if (task.state !== 'waiting') ended.set(task.taskId, task);
    }
    return ended;
  }

  /** Of a task that was delivered again, the last: that one was accepted. */
  private async lastDeliveries(
    jobId: string,
    ended: ReadonlyMap<string, IndexedTask>,
  ): Promise<ManifestLink[]> {
    const links = new Map<string, ManifestLink>();
    for await (const link of this.manifests.list(jobId)) {
      const task = ended.get(taskOfDelivery(link.taskId) ?? '');
      if (!task) continue;
      task.hasManifest = true;
      if (task.state === 'delivered') links.set(task.taskId, link);
    }
    return [...links.values()];
  }

  private async readItems(link: ManifestLink, window: TimeWindow, into: MonthBuckets) {
    const all = manifestItems(await this.manifests.open(link), itemSchema);
    for await (const { id, version, createdAt, missingMedia } of all) {
      if (createdAt < window.start || createdAt > window.end) continue;
      await into.add(monthOf(createdAt), `${id}.${version}`, missingMedia);
    }
  }
}

function overlaps(a: TimeWindow, b: TimeWindow): boolean {
  return a.start <= b.end && b.start <= a.end;
}
