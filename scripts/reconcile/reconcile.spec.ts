import { type ReconciliationReport } from '@app/delivery';

import { UsageError } from '../local/usage-error';
import { parseReconcileOptions } from './reconcile-options';
import { reconcileText } from './reconcile-text';

const needed = ['--account', '@contoso', '--from', '2025-03-01', '--to', '2025-03-31'];

describe('the options of npm run reconcile', () => {
  it('are an account and a time, both ends included', () => {
    const window = {
      start: new Date('2025-03-01T00:00:00.000Z'),
      end: new Date('2025-03-31T23:59:59.999Z'),
    };
    const options = { account: '@contoso', window, format: 'text' };
    expect(parseReconcileOptions(needed)).toEqual(options);
    expect(parseReconcileOptions([...needed, '--format', 'csv'])).toEqual({
      ...options,
      format: 'csv',
    });
    expect(parseReconcileOptions(['--help'])).toBeUndefined();
  });

  it.each([
    [needed.slice(2)],
    [needed.slice(0, 4)],
    [[...needed, '--format', 'xml']],
    [['--account', 'a', '--from', '2025-03-02', '--to', '2025-03-01']],
    [[...needed, '--unknown']],
  ])('are refused otherwise: %j', (args) => {
    expect(() => parseReconcileOptions(args)).toThrow(UsageError);
  });
});

describe('what npm run reconcile says', () => {
  const report: ReconciliationReport = {
    accountId: '7',
    window: { start: new Date(0), end: new Date(1) },
    counts: {
      ...{ collected: 3, archived: 1, duplicate: 0, failed: 0 },
      ...{ excluded: 0, unprocessed: 1, unexplained: 1 },
    },
    byKind: {},
    byReason: { 'task-waits': 1, 'not-in-manifest': 1 },
    atSource: { posts: 10, shown: 3, deleted: 2, hidden: 1, unknown: 4, removed: 1 },
    notShown: [],
    files: { missing: 8, late: 7 },
    withoutFile: [],
    gaps: [{ stream: 'posts', state: 'unreachable', from: '1', to: '2' }],
    source: { posts: 5, archivedVersions: 4, seenAt: new Date(0) },
  };

  it('is every count, and whether all is explained', () => {
    const text = reconcileText('contoso', report);
    const atX = 'posts at X +3 shown, 2 deleted, 1 hidden, 4 unknown; content of 1 removed';
    const files = 'without a file +8 could not be had, 7 came later';
    for (const line of ['collected +3', 'archived +1', '· task-waits +1', atX, files]) {
      expect(text).toMatch(new RegExp(line));
    }
    const swept = { ...report, atSource: { ...report.atSource, shownAt: new Date(0) } };
    const since = '3 shown (looked up since 1970-01-01T00:00:00.000Z), 2 deleted';
    expect(reconcileText('contoso', swept)).toContain(since);
    expect(text).toContain('1 out of reach, 0 not read yet');
    expect(text).toContain('5 posts in all');
    expect(text).toContain('NOT everything is explained');
    const counts = { ...report.counts, unexplained: 0 };
    expect(reconcileText('contoso', { ...report, counts })).toContain('Everything is explained.');
  });
});
