import { addsUp, NO_COUNTS, type ReconciliationReport } from './reconciliation-report';

const at = new Date(0);
const counts = { ...NO_COUNTS, collected: 3, archived: 2, failed: 1 };
const post = { ...NO_COUNTS, collected: 2, archived: 2 };
const like = { ...NO_COUNTS, collected: 1, failed: 1 };
const notShown = [
  { state: 'deleted', id: '1', kind: 'post', createdAt: at, shownAt: at, missedAt: at } as const,
];
const withoutFile = [
  { state: 'late', id: '1', kind: 'post', version: 'v', createdAt: at, fileKey: 'f' } as const,
];

const report: ReconciliationReport = {
  ...{ accountId: '7', window: { start: at, end: at }, counts, byKind: { post, like } },
  ...{ byReason: { 'not-convertible': 1 }, gaps: [], notShown, withoutFile },
  files: { missing: 0, late: 1 },
  atSource: { posts: 3, shown: 1, deleted: 1, hidden: 0, unknown: 1, removed: 0 },
};

describe('addsUp', () => {
  it('is so when the columns of all and of each kind make up what was collected', () => {
    expect(addsUp(report)).toBe(true);
  });

  it.each<[string, Partial<ReconciliationReport>]>([
    ['a column of all', { counts: { ...counts, failed: 2 } }],
    ['a column of a kind', { byKind: { post, like: { ...like, failed: 0 } } }],
    ['the reasons', { byReason: {} }],
    ['a kind too many', { byKind: { post, like, profile: like } }],
    ['what X shows', { atSource: { ...report.atSource, shown: 2 } }],
    ['what is not known', { atSource: { ...report.atSource, unknown: 0 } }],
    ['the posts that X does not show', { notShown: [] }],
    ['the content that was removed', { atSource: { ...report.atSource, removed: 1 } }],
    ['the files that could not be had', { files: { missing: 1, late: 1 } }],
    ['the files that came late', { files: { missing: 0, late: 0 } }],
  ])('is not so with another number in %s', (_, wrong) => {
    expect(addsUp({ ...report, ...wrong })).toBe(false);
  });
});
