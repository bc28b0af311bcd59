import { Injectable } from '@nestjs/common';
import { ManifestArchive, type ManifestLink } from '@app/archive';
import { itemIdOfFile } from '@app/message-conversion';
import { z } from 'zod';

import { taskOfDelivery, type Manifest } from './manifest';
import { manifestItems, manifestParts } from './manifest-parts';

const count = z.number();
const summarySchema = z.object({
  counts: z.object({
    ...{ items: count, bytes: count, parked: count, missingMedia: count },
    // Manifests made before there was a limit have none.
    mediaBeside: count.default(0),
  }),
  countsByKind: z.record(z.string(), count),
  previous: z.object({ sequence: count, sha256: z.string() }).nullable(),
});

const itemSchema = z
  .object({ fileName: z.string() })
  .transform(({ fileName }) => itemIdOfFile(fileName));

/** A manifest without its lists. */
export type ManifestSummary = Pick<Manifest, 'counts' | 'countsByKind' | 'previous'> &
  Pick<ManifestLink, 'sequence' | 'sha256'>;

/** The manifests by task. */
@Injectable()
export class TaskManifests {
  constructor(private readonly manifests: ManifestArchive) {}

  /** The link of the task's last delivery; `undefined` as long as nothing was delivered. */
  async find(jobId: string, taskId: string): Promise<ManifestLink | undefined> {
    const links = await this.manifests.listStartingWith(jobId, `${taskId}.`);
    return links.filter((link) => taskOfDelivery(link.taskId) === taskId).at(-1);
  }

  /** Rejects with `archive.corrupt` or `archive.not_found`. */
  async summarize(link: ManifestLink): Promise<ManifestSummary> {
    const fields: [string, unknown][] = [];
    for await (const { key, value } of manifestParts(await this.manifests.open(link))) {
      if (key in summarySchema.shape) fields.push([key, value]);
    }
    const summary = summarySchema.parse(Object.fromEntries(fields));
    const { sequence, sha256 } = link;
    return { ...summary, sequence, sha256 };
  }

  /** The ids of all that it hands over; memory does not grow with them. Rejects as {@link summarize} does. */
  async *itemIds(link: ManifestLink): AsyncGenerator<string> {
    yield* manifestItems(await this.manifests.open(link), itemSchema);
  }

  /** The bytes as they were stored, as ManifestArchive opens them. */
  open(link: ManifestLink): Promise<AsyncIterable<Uint8Array>> {
    return this.manifests.open(link);
  }
}
