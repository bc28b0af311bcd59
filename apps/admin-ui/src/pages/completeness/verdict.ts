import { type CompletenessView } from '../../api/types';
import { formatNumber } from '../../format/format';
import { texts } from '../../texts/texts';

/** What there is to say of a report first. It is good only when nothing failed, waits or was not captured, no file either. */
export function verdictOf({
  isExplained,
  counts,
  gaps,
  files,
}: Pick<CompletenessView, 'isExplained' | 'counts' | 'gaps' | 'files'>): {
  intent: 'error' | 'warning' | 'success';
  text: string;
} {
  const { explained, incomplete, unexplained } = texts.completeness;
  if (!isExplained) {
    return { intent: 'error', text: unexplained(formatNumber(counts.unexplained)) };
  }
  const { failed, unprocessed } = counts;
  const lacking = files.missing + files.late;
  if (failed + unprocessed + gaps.length + lacking === 0)
    return { intent: 'success', text: explained };
  const text = incomplete({
    failed: formatNumber(failed),
    unprocessed: formatNumber(unprocessed),
    gaps: formatNumber(gaps.length),
    files: formatNumber(lacking),
  });
  return { intent: 'warning', text };
}
