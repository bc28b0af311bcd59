import { type CompletenessView } from '../../api/types';
import { formatNumber } from '../../format/format';
import { texts } from '../../texts/texts';

/** What there is to say of a report first. It is good only when nothing failed, waits or was not captured. */
export function verdictOf({
  isExplained,
  counts,
  gaps,
}: Pick<CompletenessView, 'isExplained' | 'counts' | 'gaps'>): {
  intent: 'error' | 'warning' | 'success';
  text: string;
} {
  const { explained, incomplete, unexplained } = texts.completeness;
  if (!isExplained) {
    return { intent: 'error', text: unexplained(formatNumber(counts.unexplained)) };
  }
  const { failed, unprocessed } = counts;
  if (failed + unprocessed + gaps.length === 0) return { intent: 'success', text: explained };
  const text = incomplete({
    failed: formatNumber(failed),
    unprocessed: formatNumber(unprocessed),
    gaps: formatNumber(gaps.length),
  });
  return { intent: 'warning', text };
}
