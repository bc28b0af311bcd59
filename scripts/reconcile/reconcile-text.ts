import { dispositions, isExplained, type ReconciliationReport } from '@app/delivery';

/** The counts of a reconciliation, as its last lines say them. */
export function reconcileText(username: string, report: ReconciliationReport): string {
  const { accountId, window, counts, byReason, atSource, files, gaps, source } = report;
  const line = (name: string, value: string | number) => `  ${name.padEnd(16)} ${value}`;
  const reasons = Object.entries(byReason).map(([reason, count]) => line(`· ${reason}`, count));
  const unreachable = gaps.filter(({ state }) => state === 'unreachable').length;
  return [
    `@${username} (${accountId}), ${window.start.toISOString()} to ${window.end.toISOString()}`,
    '',
    line('collected', counts.collected),
    ...dispositions.map((each) => line(each, counts[each])),
    ...reasons,
    line(
      'posts at X',
      `${atSource.shown} shown${atSource.shownAt ? ` (looked up since ${atSource.shownAt.toISOString()})` : ''}, ` +
        `${atSource.deleted} deleted, ${atSource.hidden} hidden, ${atSource.unknown} unknown` +
        (atSource.removed > 0 ? `; content of ${atSource.removed} removed` : ''),
    ),
    line('without a file', `${files.missing} could not be had, ${files.late} came later`),
    line('gaps', `${unreachable} out of reach, ${gaps.length - unreachable} not read yet`),
    ...(source
      ? [
          line(
            'X counts',
            `${source.posts} posts in all (${source.seenAt.toISOString()}); ${source.archivedVersions} versions are archived`,
          ),
        ]
      : []),
    '',
    isExplained(report)
      ? 'Everything is explained.'
      : 'NOT everything is explained: see the rows "unexplained" of --format csv.',
  ].join('\n');
}
