import { type SecretProperties } from '@azure/keyvault-secrets';

type Version = Pick<SecretProperties, 'version' | 'createdOn' | 'enabled'>;

/**
 * Of the versions made since nothing was there, the oldest; of those made in the same second the one with the least id, so that
 * everybody who looks names the same one. Older ones belong to a secret that was deleted.
 */
export function firstVersion(
  versions: readonly Version[],
  absentAt = new Date(0),
): string | undefined {
  const [first] = versions
    .filter(({ enabled }) => enabled !== false)
    .map(({ version = '', createdOn }) => ({ version, at: createdOn?.getTime() ?? 0 }))
    .filter(({ at }) => at >= absentAt.getTime())
    .sort((a, b) => a.at - b.at || (a.version < b.version ? -1 : 1));
  return first?.version;
}
