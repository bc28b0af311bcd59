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

/**
 * The version that counts of a secret whose current one was set because nothing was there: of all since then the newest that
 * somebody wanted; else the oldest, and of the same second the one with the least id, so that everybody who looks names the same one. Older
 * ones belong to a secret that was deleted.
 */
export function countingVersion<T extends Version>(versions: readonly T[]): T | undefined {
  const absentAt = Math.max(
    ...versions.map((each) => Math.min(readTime(each.tags?.absentAt), madeAt(each))),
  );
  const since = versions
    .filter((each) => madeAt(each) >= absentAt && each.enabled !== false)
    .sort((a, b) => madeAt(a) - madeAt(b) || ((a.version ?? '') < (b.version ?? '') ? -1 : 1));
  return since.findLast(({ tags }) => tags?.absentAt === undefined) ?? since[0];
}

function madeAt({ createdOn }: Version): number {
  return createdOn?.getTime() ?? 0;
}

/** 0 of no time. */
function readTime(text = ''): number {
  return Date.parse(text) || 0;
}

function fingerprintOf(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 16);
}
