import { type Alert, type KeptAlert } from '@app/jobs';

/**
 * What is to be kept after a look: what is found is raised once, and resolved once it is not found any more. One that nobody was told of
 * yet is told first: whoever hears of an end has heard of the beginning.
 */
export function afterLook(
  found: readonly Alert[],
  kept: readonly KeptAlert[],
  now: Date,
): KeptAlert[] {
  const isSame = (a: Pick<Alert, 'code' | 'subject'>) => (b: Pick<Alert, 'code' | 'subject'>) =>
    a.code === b.code && a.subject === b.subject;
  const fresh = found
    .filter((alert) => !kept.some(isSame(alert)))
    .map((alert): KeptAlert => ({ ...alert, state: 'raised', raisedAt: now, isTold: false }));
  const changed = kept.flatMap((alert): KeptAlert[] => {
    const isFound = found.some(isSame(alert));
    if (alert.state === 'resolved') return isFound ? [reopened(alert)] : [];
    if (isFound || !alert.isTold) return [];
    return [{ ...alert, state: 'resolved', resolvedAt: now, isTold: false }];
  });
  return [...fresh, ...changed];
}

/** Nobody has heard of the end yet, so there was none. */
function reopened({ resolvedAt: _, ...alert }: KeptAlert): KeptAlert {
  return { ...alert, state: 'raised', isTold: true };
}
