import { type Difference, NO_COUNTS, type ReconciliationReport } from './reconciliation-report';
import { reconciliationCsv, reconciliationJson } from './reconciliation-file';

const at = (day: number) => new Date(Date.UTC(2025, 2, day));

const item = { id: '6', kind: 'quote', version: 'x', createdAt: at(2) } as const;
const report: ReconciliationReport = {
  accountId: '7',
  window: { start: at(1), end: at(2) },
  counts: { ...NO_COUNTS, collected: 3, archived: 1, excluded: 2 },
  ...{
    byKind: {},
    byReason: {},
    atSource: { posts: 7, shown: 2, deleted: 1, hidden: 0, unknown: 4, removed: 1, shownAt: at(3) },
  },
  notShown: [
    {
      ...{ state: 'deleted', id: '5', kind: 'post', createdAt: at(1), shownAt: at(3) },
      ...{ missedAt: at(4), removedAt: at(5), policy: 'redact' },
    },
  ],
  files: { missing: 2, late: 1 },
  withoutFile: [
    { state: 'missing', ...item, fileKey: '3_1.original', reason: 'media.not_found', retry: false },
    { state: 'missing', ...item, fileKey: '3_2.original' },
    { state: 'late', ...item, fileKey: '=3_3.original' },
  ],
  gaps: [{ stream: 'posts', state: 'unread', from: '8', to: '9' }],
};
const differences: Difference[] = [
  {
    ...{ disposition: 'excluded', reason: 'earlier-version', id: '1', version: 'v', kind: 'post' },
    ...{ createdAt: at(1), task: { jobId: '=job', taskId: 'a,b' } },
  },
  { disposition: 'unexplained', reason: 'not-in-archive', id: '2', version: 'w' },
];

async function* runOf(found: Difference[], failure?: Error) {
  await Promise.resolve();
  yield* found;
  if (failure) throw failure;
  return report;
}

const textOf = async (chunks: AsyncIterable<Uint8Array>) =>
  Buffer.concat(await Array.fromAsync(chunks)).toString();

describe('a reconciliation as CSV', () => {
  it('has a row for each difference, post that is not shown, file, gap and count', async () => {
    const noted: ReconciliationReport[] = [];
    const csv = reconciliationCsv(runOf(differences), (each) => noted.push(each));
    expect((await textOf(csv)).split('\r\n')).toEqual([
      '\ufeffrow,disposition,reason,kind,id,toId,version,createdAt,jobId,taskId,count,shownAt,missedAt,removedAt,policy,fileKey',
      `difference,excluded,earlier-version,post,1,,v,${at(1).toISOString()},'=job,"a,b",,,,,,`,
      'difference,unexplained,not-in-archive,,2,,w,,,,,,,,,',
      `not-shown,,deleted,post,5,,,${at(1).toISOString()},,,,${at(3).toISOString()},${at(4).toISOString()},${at(5).toISOString()},redact,`,
      `file,,media.not_found,quote,6,,x,${at(2).toISOString()},,,,,,,,3_1.original`,
      `file,,missing,quote,6,,x,${at(2).toISOString()},,,,,,,,3_2.original`,
      `file,,late,quote,6,,x,${at(2).toISOString()},,,,,,,,'=3_3.original`,
      'gap,,unread,posts,8,9,,,,,,,,,,',
      'count,collected,,,,,,,,,3,,,,,',
      'count,archived,,,,,,,,,1,,,,,',
      'count,duplicate,,,,,,,,,0,,,,,',
      'count,failed,,,,,,,,,0,,,,,',
      'count,excluded,,,,,,,,,2,,,,,',
      'count,unprocessed,,,,,,,,,0,,,,,',
      'count,unexplained,,,,,,,,,0,,,,,',
      'count,,posts,at-source,,,,,,,7,,,,,',
      `count,,shown,at-source,,,,,,,2,${at(3).toISOString()},,,,`,
      'count,,deleted,at-source,,,,,,,1,,,,,',
      'count,,hidden,at-source,,,,,,,0,,,,,',
      'count,,unknown,at-source,,,,,,,4,,,,,',
      'count,,removed,at-source,,,,,,,1,,,,,',
      'count,,missing,files,,,,,,,2,,,,,',
      'count,,late,files,,,,,,,1,,,,,',
      '',
    ]);
    expect(noted).toEqual([report]);
  });

  it('fails with what the reconciliation fails with', async () => {
    const failure = new Error('no storage');
    const csv = reconciliationCsv(runOf(differences, failure));
    await expect(textOf(csv)).rejects.toBe(failure);
  });
});

describe('a reconciliation as JSON', () => {
  it.each([[differences], [differences.slice(0, 1)], [[]]])(
    'is one document, of any number of differences',
    async (found) => {
      const noted: ReconciliationReport[] = [];
      const json = reconciliationJson(runOf(found), (each) => noted.push(each));
      const expected = JSON.parse(JSON.stringify({ differences: found, report })) as unknown;
      expect(JSON.parse(await textOf(json))).toEqual(expected);
      expect(noted).toEqual([report]);
    },
  );
});
