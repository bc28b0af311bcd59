import { createHash } from 'node:crypto';
import { type KeyVaultSecret, type SecretProperties } from '@azure/keyvault-secrets';
import { type Secret } from '@app/domain';

type Version = Pick<SecretProperties, 'version' | 'createdOn' | 'enabled' | 'tags'>;

/** Tells that a version was set because nothing was there, and since when, by the vault's clock, nothing was. The value must be a random one. */
export function tagsOf(value: Secret, absentAt: Date): Record<string, string> {
  return { absentAt: absentAt.toISOString(), absentFor: fingerprintOf(value.reveal()) };
}

/** Whether a version was set because nothing was there. Tags that came with another value do not count: portals copy them. */
export function isOfAbsent({
  value = '',
  properties: { tags },
}: Pick<KeyVaultSecret, 'value'> & { properties: Pick<Version, 'tags'> }): boolean {
  return tags?.absentFor === fingerprintOf(value);
}

export function hasVersionSince(absentAt: Date, versions: readonly Version[]): boolean {
  return versions.some(({ createdOn }) => createdOn !== undefined && createdOn >= absentAt);
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
  const wanted = since.findLast(({ tags }) => tags?.absentAt === undefined);
  return (wanted ?? since[0])?.version;
}

/** 0 of no time. */
function readTime(text = ''): number {
  return Date.parse(text) || 0;
}

function fingerprintOf(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 16);
}
