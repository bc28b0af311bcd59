import { type ReconciliationReport } from '@app/delivery';

import { type EndState } from './end-state';
import { judge, type Run } from './verdict';

const windows = { issued: 2, open: 0, done: 2, failed: 0 };
const ends = { accepted: 2, repeated: 0, withdrawn: 0, changed: 0, temporary: 0, permanent: 0 };
const items = {
  ...{ imported: 2, redelivered: 0, 'redelivered, changed': 0, 'redelivered, asked for': 0 },
};

function imported(changes: Partial<EndState['imported']> = {}): EndState['imported'] {
  return {
    ...{ windows, completions: ends, items, byType: {}, askedAgain: [], openAgain: 0, invalid: [] },
    ...{ settledUpTo: '', mailbox: '' },
    ...changes,
  };
}
const completions = (changes: Partial<typeof ends>) => ({
  imported: imported({ completions: { ...ends, ...changes } }),
});
const finding = (severity: EndState['findings'][number]['severity'], what: string) => ({
  findings: [{ severity, name: '7/media/ee', what }],
});

const counts = {
  ...{ collected: 2, archived: 2, duplicate: 0, failed: 0 },
  ...{ excluded: 0, unprocessed: 0, unexplained: 0 },
};
const one = { collected: 1, archived: 1 };
/** What the reconciliation says, but for its counts and reasons. */
const report: ReconciliationReport = {
  ...{ accountId: '7', window: { start: new Date(0), end: new Date(1) }, counts, byKind: {} },
  ...{ byReason: {}, notShown: [], gaps: [], files: { missing: 0, late: 0 }, withoutFile: [] },
  atSource: { posts: 2, shown: 2, deleted: 0, hidden: 0, unknown: 0, removed: 0 },
};
const reconciled = (changes: Partial<ReconciliationReport>) => ({
  report: { ...report, ...changes },
});
const notArchived = (
  disposition: 'failed' | 'unprocessed' | 'unexplained',
  reason: keyof ReconciliationReport['byReason'],
) =>
  reconciled({
    counts: { ...counts, archived: 1, [disposition]: 1 },
    byReason: { [reason]: 1 },
  });
const withoutFile = (state: 'missing' | 'late') => {
  const item = { id: '2', kind: 'post', version: '1', createdAt: new Date(0) } as const;
  return reconciled({
    files: { missing: 0, late: 0, [state]: 1 },
    withoutFile: [{ state, ...item, fileKey: '3_1' }],
  });
};

const calm: EndState = {
  versions: ['1.1', '2.1'],
  records: { '7/posts/2026/01/1 aa': 'aa' },
  media: { '7/media/ee': 'ee' },
  mailbox: { '1.json': 'a', '2.json': 'b' },
  imports: ['1.json a', '2.json b'],
  contents: { '1.json': 'one', '2.json': 'two' },
  handedOver: ['1.json a', '2.json b'],
  evidence: ['1.json a', '2.json b'],
  ...{ parked: [], lacking: {}, missingMedia: [] },
  findings: [],
  report,
  imported: imported(),
};
const late = {
  ...reconciled({ counts: { ...counts, collected: 3, archived: 3 } }),
  versions: [...calm.versions, '3.1'],
  records: { ...calm.records, '7/posts/2026/01/3 cc': 'cc' },
  mailbox: { ...calm.mailbox, '3.json': 'c' },
  contents: { ...calm.contents, '3.json': 'three' },
};
/** The second one was delivered so, too, and whether it was asked for again. */
const deliveredAlso = (hashes: string[], askedAgain: string[]) => {
  const handedOver = [...calm.handedOver, ...hashes.map((hash) => `2.json ${hash}`)];
  return { handedOver, evidence: handedOver, imported: imported({ askedAgain }) };
};
/** The second one was imported last without its picture. */
const without = { mailbox: { ...calm.mailbox, '2.json': 'without its picture' } };
const lacking = { lacking: { '2.json': ['3_1'] } };

const endOf = (changes: Partial<EndState>, run: Partial<Run> = {}) =>
  judge(calm, { ...calm, ...changes }, { ...{ late: {}, isMet: true, endsSas: false }, ...run })
    .kind;

describe('judge', () => {
  it('calls an end equal that is, what was posted meanwhile included', () => {
    expect(endOf({})).toBe('equal');
    expect(endOf(late, { late: { '3': 'three' } })).toBe('equal');
  });

  it('calls an end equal that is since an item was asked for again', () => {
    expect(endOf({ ...deliveredAlso(['x'], ['2']), ...lacking })).toBe('equal');
    expect(endOf(deliveredAlso(['x', 'y'], ['2', '2']))).toBe('equal');
    const again = { ...items, 'redelivered, asked for': 1 };
    expect(endOf({ imported: imported({ askedAgain: ['2'], items: again }) })).toBe('equal');
  });

  it('does not call it equal when the fault was never met', () => {
    expect(endOf({}, { isMet: false })).toBe('unmet');
    expect(endOf({ versions: ['1.1'] }, { isMet: false })).toBe('lost');
  });

  it.each([
    ['a version', { versions: ['1.1'] }, {}],
    ['a record', { records: {} }, {}],
    ['an item in the mailbox', { mailbox: { '1.json': 'a' } }, {}],
    ['a manifest that names what was delivered', { evidence: ['1.json a'] }, {}],
    ['the right hash in the manifest', { evidence: ['1.json a', '2.json x'] }, {}],
    ['a manifest that names what was imported', { imports: ['1.json a', '2.json x'] }, {}],
    ['a media file', { media: {} }, {}],
    ['a media file that is noted as there', { media: {}, ...without, ...lacking }, {}],
    ['a media file that no manifest names', { media: {}, missingMedia: ['3_1'] }, {}],
    ['what is recorded as kept', finding('broken', 'is not there'), {}],
    ['a post made meanwhile', {}, { '3': 'three' }],
    ['its delivery', { versions: late.versions }, { '3': 'three' }],
  ])('calls it lost when %s is missing', (_, changes, posted) => {
    expect(endOf(changes, { late: posted })).toBe('lost');
  });

  it.each([
    ['a version is there twice', { versions: [...calm.versions, '1.1'] }],
    ['a version is there that nobody posted', { versions: [...calm.versions, '9.1'] }],
    ['a file is in two tasks', deliveredAlso(['b'], [])],
    ['another item is in two tasks than the one asked for again', deliveredAlso(['b'], ['1'])],
    ['an item is in more tasks than it was asked for', deliveredAlso(['x', 'y'], ['2'])],
    ['an item is imported again', { imported: imported({ items: { ...items, redelivered: 1 } }) }],
    [
      'an item is imported again that nobody asked for, while others were',
      {
        imported: imported({
          askedAgain: ['1', '2'],
          items: { ...items, 'redelivered, changed': 1 },
        }),
      },
    ],
    ['a task ends again in other words', completions({ changed: 1 })],
  ])('calls it duplicated when %s', (_, changes) => {
    expect(endOf(changes)).toBe('duplicated');
  });

  it.each([
    ['an item in the mailbox differs', without],
    ['an item was imported last without a file that is there by now', { ...without, ...lacking }],
    ['another file is missing', { ...without, ...lacking, missingMedia: ['3_2'] }],
    ['another item is parked', { ...without, parked: ['1.json'] }],
    ['a record is there twice', { records: { ...calm.records, '7/posts/2026/01/1 ab': 'ab' } }],
    ['a media file differs', { media: { '7/media/ee': 'xx' } }],
    ['media are there that nobody has', { media: { ...calm.media, '7/media/ff': 'ff' } }],
    ['an item was refused', { imported: imported({ invalid: [{ fileName: 'f', reason: 'r' }] }) }],
    ['a success is taken back', completions({ withdrawn: 1 })],
    ['the reconciliation has no explanation', notArchived('unexplained', 'not-in-manifest')],
    ['the reconciliation leaves something out', reconciled({ counts: { ...counts, ...one } })],
    ['the reconciliation does not add up', reconciled({ counts: { ...counts, archived: 1 } })],
    ['something is not handed over yet', notArchived('unprocessed', 'came-late')],
    ['something may not have been accepted', notArchived('unprocessed', 'maybe-accepted')],
    ['a file is there that no delivery has', withoutFile('late')],
  ])('calls it unexplained when %s', (_, changes) => {
    expect(endOf(changes)).toBe('unexplained');
  });

  it('calls it unexplained when what was posted meanwhile is imported in other words', () => {
    expect(endOf(late, { late: { '3': 'III' } })).toBe('unexplained');
  });

  it('does not mind what a crash leaves, which nothing points at', () => {
    expect(endOf(finding('left-over', 'has no row'))).toBe('equal');
  });

  it('lets a success be told again, and be taken back by whose container is gone', () => {
    expect(endOf(completions({ repeated: 2 }))).toBe('equal');
    expect(endOf(completions({ withdrawn: 1 }), { endsSas: true })).toBe('equal');
    const maybe = notArchived('unprocessed', 'maybe-accepted');
    expect(endOf(maybe, { endsSas: true })).toBe('equal');
  });

  it('calls it recorded when a manifest names what differs', () => {
    const missing = { ...without, ...lacking, missingMedia: ['3_1'] };
    expect(endOf(missing)).toBe('recorded');
    expect(endOf({ ...missing, media: {} })).toBe('recorded');
    expect(endOf({ ...missing, ...withoutFile('missing') })).toBe('recorded');
    const parked = { ...without, parked: ['2.json'] };
    expect(endOf({ ...parked, ...notArchived('failed', 'not-convertible') })).toBe('recorded');
  });
});
