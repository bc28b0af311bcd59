import { type ExportReport } from '@app/delivery';
import { firstIdAt, isAppError, lastIdAt } from '@app/domain';
import { aJob } from '@testing/jobs';

import { UsageError } from '../local/usage-error';
import { chooseAccount } from './account-choice';
import { parseExportOptions } from './export-options';
import { isInPart, progressText, reportText, sizeText } from './export-text';

const needed = ['--account', '@contoso', '--format', 'eml', '--out', '/tmp/out'];

describe('the options of an export', () => {
  it('are an account, a format and a folder, and everything there is', () => {
    expect(parseExportOptions(needed)).toEqual({
      ...{ account: '@contoso', format: 'eml', directory: '/tmp/out' },
      ...{ from: undefined, to: undefined, allVersions: false, mediaBeside: false },
    });
    expect(parseExportOptions(['--help'])).toBeUndefined();
    expect(parseExportOptions(['--check', '/tmp/out'])).toEqual({ check: '/tmp/out' });
    const flags = parseExportOptions([...needed, '--all-versions', '--media-beside']);
    expect(flags).toMatchObject({ allVersions: true, mediaBeside: true });
  });

  it.each([
    ['2025-03-01', '2025-03-01T00:00:00.000Z', '2025-03-01T23:59:59.999Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
    ['2025-03-01T12:30', '2025-03-01T12:30:00.000Z', '2025-03-01T12:30:00.000Z'],
    ['2025-03-01T12:30:15Z', '2025-03-01T12:30:15.000Z', '2025-03-01T12:30:15.000Z'],
    ['2025-03-01T00:30:00+01:00', '2025-02-28T23:30:00.000Z', '2025-02-28T23:30:00.000Z'],
  ])('take %s as a time in UTC', (given, from, to) => {
    expect(parseExportOptions([...needed, '--from', given])).toMatchObject({ from });
    expect(parseExportOptions([...needed, '--to', given])).toMatchObject({ to });
  });

  it.each([
    [[]],
    [needed.slice(2)],
    [needed.slice(0, 4)],
    [needed.with(3, 'pst')],
    [[...needed, '--from', 'yesterday']],
    [[...needed, '--from', '2025-02-30']],
    [[...needed, '--from', '2025-02-30T12:00:00Z']],
    [[...needed, '--to', '2025-13-01']],
    [[...needed, '--to', '01.03.2025']],
    [[...needed, '--to', '2025-03-01T25:00:00Z']],
    [[...needed, '--from', '2025-03-02', '--to', '2025-03-01']],
    [[...needed, '--from', '9999-01-01']],
    [[...needed, '--overwrite']],
    [[...needed, '--check', '/tmp/out']],
  ])('refuse %j', (args) => {
    expect(() => parseExportOptions(args)).toThrow(UsageError);
  });
});

describe('the account of an export', () => {
  const at = (day: number) => new Date(Date.UTC(2025, 0, day));
  const jobs = [
    aJob({ jobId: 'a', accountId: '7', username: 'contoso', createdAt: at(1), state: 'deleted' }),
    aJob({ jobId: 'b', accountId: '7', username: 'ContosoHQ', createdAt: at(2) }),
    aJob({ jobId: 'c', accountId: '8', username: 'contoso', createdAt: at(3) }),
  ];

  it('is named by the name it has or had, or by its id', () => {
    const account = { accountId: '7', username: 'ContosoHQ', jobIds: ['a', 'b'] };
    expect(chooseAccount(jobs, '@contosohq')).toEqual(account);
    expect(chooseAccount(jobs, '7')).toEqual(account);
    expect(chooseAccount(jobs.slice(0, 1), 'CONTOSO')).toMatchObject({ accountId: '7' });
  });

  it.each(['@fabrikam', '9', '@contoso'])('is not %s, which is none or two', (wanted) => {
    let code: unknown;
    try {
      chooseAccount(jobs, wanted);
    } catch (error) {
      code = isAppError(error) && error.code;
    }
    expect(code).toBe('accounts.unknown');
  });
});

describe('what an export says', () => {
  const terms = { accountId: '7', format: 'eml', allVersions: false, mediaBeside: false } as const;
  const start = new Date('2025-03-01T00:00:00Z');
  const end = new Date('2025-03-31T00:00:00Z');
  const report: ExportReport = {
    ...{
      outcome: 'exported',
      terms: { ...terms, maxItemBytes: 1, productVersion: '1' },
      username: 'contoso',
    },
    ...{ startedAt: end, finishedAt: end, window: { start, end } },
    coverage: { isComplete: true, complete: [], unreachable: [], unread: [] },
    counts: {
      ...{ entries: 12, bytes: 3_400_000, unreadable: 0, missingMedia: 0, mediaFiles: 2 },
      byKind: { post: 10, reply: 2 },
    },
  };

  it('is how far it is', () => {
    const text = progressText({ rows: 5, totalRows: 12, entries: 4, bytes: 999 });
    expect(text).toBe('read 5 of 12 · wrote 4 · 999 bytes');
  });

  it.each([
    [0, '0 bytes'],
    [1000, '1.0 KB'],
    [3_400_000, '3.4 MB'],
    [5e15, '5000.0 TB'],
  ])('is %d as %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });

  it('is what has come of it', () => {
    const text = reportText(report, '/tmp/out', 99);
    expect(text).toMatch(/@contoso \(7\) is exported: eml in \/tmp\/out/);
    expect(text).toMatch(/entries +12 {2}\(post 10 · reply 2\)/);
    expect(text).toMatch(/from +the beginning/);
    expect(text).toMatch(/gaps +none/);
    expect(isInPart(report)).toBe(false);
  });

  it('is how far X was read, where no end was named', () => {
    const complete = [{ from: '1', to: lastIdAt(start) }];
    const coverage = { ...report.coverage, complete };
    const text = (to?: string) =>
      reportText({ ...report, coverage, terms: { ...report.terms, to } }, '/tmp/out', 99);
    expect(text()).toMatch(/to +2025-03-01T00:00:00.000Z, as far as X was read$/m);
    expect(text(end.toISOString())).toMatch(/to +2025-03-31T00:00:00.000Z$/m);
  });

  it('is what is missing', () => {
    const gap = { from: firstIdAt(start), to: lastIdAt(end) };
    const coverage = { ...report.coverage, isComplete: false, unreachable: [gap] };
    const text = reportText({ ...report, coverage }, '/tmp/out', 99);
    expect(text).toMatch(/gaps +2025-03-01T00:00:00.000Z to 2025-03-31T00:00:00.000Z/);
    const counts = (more: object) => ({ ...report, counts: { ...report.counts, ...more } });
    const inPart = [
      { ...report, coverage },
      counts({ unreadable: 1 }),
      counts({ missingMedia: 1 }),
    ];
    expect(inPart.map(isInPart)).toEqual([true, true, true]);
  });
});
