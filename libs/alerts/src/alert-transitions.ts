import { type Alert, type KeptAlert } from '@app/jobs';

/**
 * What is to be kept after a look: what is found is raised once, and resolved once it is not found any more. Found again before anybody
 * has heard of the end, there was none; else it is raised anew. So is what is about something else by now: what came first is not to
 * hide it.
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
    if (!again) {
      const isOver = alert.state === 'resolved';
      return isOver ? [] : [{ ...alert, state: 'resolved', resolvedAt: now, isTold: false }];
    }
    if (isAboutAnother(again, alert)) return [raised(again)];
    const { text, about } = again;
    if (alert.state === 'resolved')
      return [isEndHeard(alert) ? raised(again) : { ...reopened(alert), text, about }];
    return text === alert.text && about === alert.about ? [] : [{ ...alert, text, about }];
  });
  return [...fresh, ...changed];
}

/** One kept by an earlier build does not say what it is about; and an older gap is no news once a newer one is closed. */
function isAboutAnother({ code, about: now = '' }: Alert, { about: before }: Alert): boolean {
  if (before === undefined) return false;
  return code === 'gap-opened' ? now > before : now !== before;
}

function isEndHeard({ heard = [] }: KeptAlert): boolean {
  return heard.some((news) => news.endsWith(' resolved'));
}

function reopened({ resolvedAt: _, ...alert }: KeptAlert): KeptAlert {
  return { ...alert, state: 'raised', isTold: false };
}
