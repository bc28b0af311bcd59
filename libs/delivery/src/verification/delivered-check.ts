import { type StoredArchive } from '@app/archive';
import { z } from 'zod';

import { type PublicKeys } from './public-keys';
import { Removals } from './removals';

/** Items of the earliest manifests have no files; what has no version and time is no item, which the manifest's own check tells. */
const itemSchema = z.object({
  id: z.string(),
  version: z.string(),
  createdAt: z.iso.datetime().transform((text) => new Date(text)),
  heldMedia: z.array(z.object({ fileKey: z.string(), sha256: z.string() })).default([]),
});

/** Something that was handed over and is not in the archive any more. */
export interface Lost {
  name: string;
  what: string;
}

/**
 * Is what was handed over still in the archive? Rows alone cannot tell that one of them is gone, with its record and its month's
 * counts; a signed manifest that names it can.
 */
export class DeliveredCheck {
  private readonly removals = new Map<string, Removals>();

  constructor(
    private readonly archive: Pick<
      StoredArchive,
      'hasVersion' | 'mediumRow' | 'removal' | 'removals'
    >,
    private readonly keys: PublicKeys,
  ) {}

  async lostOf(accountId: string, item: unknown): Promise<Lost[]> {
    const { data } = itemSchema.safeParse(item);
    if (!data) return [];
    const { id, version, createdAt, heldMedia } = data;
    const lost: Lost[] = [];
    if (!(await this.archive.hasVersion({ accountId, postId: id, version, createdAt }))) {
      lost.push({ name: `posts/${accountId}/${id}.${version}`, what: 'has no row' });
    }
    for (const { fileKey, sha256 } of heldMedia) {
      const name = `media/${accountId}/${fileKey}`;
      const row = await this.archive.mediumRow(accountId, fileKey);
      if (typeof row !== 'string' && row.sha256 === sha256) continue;
      const removals = this.removalsOf(accountId);
      if (await removals.explain(name, '', (was) => was === sha256)) continue;
      lost.push({ name, what: `is not the file with the SHA-256 ${sha256} any more` });
    }
    return lost;
  }

  private removalsOf(accountId: string): Removals {
    const known = this.removals.get(accountId);
    const removals = known ?? new Removals(this.archive, accountId, this.keys);
    this.removals.set(accountId, removals);
    return removals;
  }
}
