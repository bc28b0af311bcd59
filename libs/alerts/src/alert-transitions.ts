import { type Alert, type KeptAlert } from '@app/jobs';

/**
 * What is to be kept after a look: what is found is raised once, and resolved once it is not found any more. Found again before anybody
 * has heard of the end, there was none; else it is raised anew.
 */
export function afterLook(
  found: readonly Alert[],
  kept: readonly KeptAlert[],
  now: Date,
): KeptAlert[] {
  const isSame = (a: Pick<Alert, 'code' | 'subject'>) => (b: Pick<Alert, 'code' | 'subject'>) =>
    a.code === b.code && a.subject === b.subject;
  const raised = (alert: Alert): KeptAlert => ({
    ...alert,
    ...{ state: 'raised', raisedAt: now, isTold: false },
  });
  const fresh = found.filter((alert) => !kept.some(isSame(alert))).map(raised);
  const changed = kept.flatMap((alert): KeptAlert[] => {
    const again = found.find(isSame(alert));
    if (alert.state === 'resolved') {
      if (!again) return [];
      return [isEndHeard(alert) ? raised(again) : reopened(alert)];
    }
    return again ? [] : [{ ...alert, state: 'resolved', resolvedAt: now, isTold: false }];
  });
  return [...fresh, ...changed];
}

function isEndHeard({ heard = [] }: KeptAlert): boolean {
  return heard.some((news) => news.endsWith(' resolved'));
}

function reopened({ resolvedAt: _, ...alert }: KeptAlert): KeptAlert {
  return { ...alert, state: 'raised', isTold: false };
}
