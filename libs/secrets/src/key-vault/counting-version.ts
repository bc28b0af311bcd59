import { type SecretProperties } from '@azure/keyvault-secrets';

type Version = Pick<SecretProperties, 'version' | 'createdOn' | 'enabled' | 'tags'>;

/** Why a version was set: somebody wanted this value, or any was wanted and nothing was there. */
export interface SetWhy {
  by?: string;
  /** By the vault's clock, the latest time at which nothing was known to be there. */
  absentAt?: Date;
}

/** What a version keeps of why it was set. */
export function tagsOf({ by, absentAt }: SetWhy): Record<string, string> | undefined {
  if (absentAt) return { absentAt: absentAt.toISOString() };
  return by === undefined ? undefined : { setBy: by };
}

export function wasAbsent({ tags }: Pick<Version, 'tags'>): boolean {
  return tags?.absentAt !== undefined;
}

/**
 * The version that counts of a secret whose current one was set because nothing was there: of all since then the newest that
 * somebody wanted; else the oldest, and of the same second the one with the least id, so that everybody who looks names the same one. Older
 * ones belong to a secret that was deleted.
 */
export function countingVersion(versions: readonly Version[]): string | undefined {
  const made = versions.map((each) => ({ ...each, at: each.createdOn?.getTime() ?? 0 }));
  const absentAt = Math.max(...made.map(({ tags, at }) => Math.min(readTime(tags?.absentAt), at)));
  const since = made
    .filter(({ at, enabled }) => at >= absentAt && enabled !== false)
    .sort((a, b) => a.at - b.at || ((a.version ?? '') < (b.version ?? '') ? -1 : 1));
  return (since.findLast((each) => !wasAbsent(each)) ?? since[0])?.version;
}

/** 0 of no time. */
function readTime(text = ''): number {
  return Date.parse(text) || 0;
}
