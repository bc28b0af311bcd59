import { type VerificationReport } from '@app/delivery';

import { UsageError } from '../local/usage-error';
import { refuseNothingRead } from './nothing-read';
import { parseVerifyOptions, type VerifyOptions } from './verify-options';
import { progressText, reportText } from './verify-text';

describe('the options of a verification', () => {
  it('are none, or what is to be read and where the report goes', () => {
    expect(parseVerifyOptions([])).toEqual({ readsContainer: false, showsPublicKey: false });
    expect(parseVerifyOptions(['--help'])).toBeUndefined();
    const all = ['--account', '@a', '--job', 'j', '--task', 't', '--json', '/tmp/report.json'];
    const keys = ['--public-key', '/a.pem', '--public-key', '/b.pem', '--show-public-key'];
    const read = { account: '@a', jobId: 'j', taskId: 't', json: '/tmp/report.json' };
    expect(parseVerifyOptions(all)).toEqual({
      ...read,
      readsContainer: false,
      showsPublicKey: false,
    });
    expect(parseVerifyOptions(keys)).toEqual({
      publicKeys: ['/a.pem', '/b.pem'],
      readsContainer: false,
      showsPublicKey: true,
    });
  });

  it('are anchors of one job', () => {
    const hash = 'AB'.repeat(32);
    const args = ['--job', 'j', '--anchor', `7:${hash}`];
    const anchors = [{ sequence: 7, sha256: hash.toLowerCase() }];
    expect(parseVerifyOptions(args)).toMatchObject({ jobId: 'j', anchors });
  });

  it.each([
    [['--all']],
    [['--task', '']],
    [['now']],
    [['--anchor', `7:${'ab'.repeat(32)}`]],
    [['--job', 'j', '--anchor', '7:ab']],
    [['--container-sas-from-stdin']],
  ])('refuse %j', (args) => {
    expect(() => parseVerifyOptions(args)).toThrow(UsageError);
  });
});

describe('what a verification says', () => {
  const at = new Date(0);
  const head = { sequence: 5, sha256: 'ab'.repeat(32) };
  const report: VerificationReport = {
    ...{ startedAt: at, finishedAt: new Date(2000), broken: 0, leftOver: 0, findings: [] },
    accounts: [{ accountId: '7', username: 'contoso', records: 3, pages: 2, media: 1, removed: 0 }],
    jobs: [{ jobId: 'job', manifests: 5, unsigned: 2, items: 40, head }],
    containers: [],
  };
  const broken = { severity: 'broken', name: '7/media/a', what: 'is not there' } as const;
  const left = { severity: 'left-over', name: '7/media/b', what: 'has no row' } as const;

  it('is what was read, and that all is well', () => {
    const text = reportText(report, 99);
    expect(text).toMatch(/^Everything is as it was stored\.$/m);
    expect(text).toMatch(/@contoso \(7\) +3 records · 2 pages · 1 media$/m);
    const accounts = report.accounts.map((each) => ({ ...each, removed: 2 }));
    expect(reportText({ ...report, accounts }, 99)).toMatch(/1 media · content of 2 records/);
    expect(text).toMatch(/job job +5 manifests, 2 of them unsigned · 40 items delivered/);
    expect(text).toContain(`ends with 5:${head.sha256}`);
    expect(text).toContain('lent containers  not compared');
    const containers = [{ jobId: 'job', taskId: 't', files: 3 }];
    const compared = reportText({ ...report, containers }, 99);
    expect(compared).toContain('lent containers  3 files of task t compared');
    expect(progressText({ step: 'blobs', of: '@contoso', checked: 7 })).toBe(
      '@contoso: 7 blobs read',
    );
  });

  it.each([
    [['--task', 't'], { jobs: [{ jobId: 'job', manifests: 0, unsigned: 0, items: 0 }] }, 'task'],
    [['--task', 't'], { jobs: [] }, 'task'],
    [['--account', '@a', '--job', 'j'], { accounts: [], jobs: [] }, 'job'],
  ])('is not, of %j, that all is well when nothing was read', (args, none, what) => {
    const options = parseVerifyOptions(args) as VerifyOptions;
    const code = `jobs.unknown_${what}`;
    const read = (more: Partial<VerificationReport>) => () =>
      refuseNothingRead(options, { ...report, ...more });
    expect(read(none)).toThrow(expect.objectContaining({ code }) as Error);
    expect(read({ ...none, broken: 1 })).not.toThrow();
    expect(read({})).not.toThrow();
  });

  it('is the first thing that is broken, and how many more', () => {
    const findings = [left, broken, broken];
    const text = reportText({ ...report, findings, broken: 3, leftOver: 1 }, 99);
    expect(text).toMatch(/First: 7\/media\/a is not there\. And 2 more\./);
    expect(text).toMatch(/left over: 7\/media\/b has no row/);
    expect(text).toMatch(/and 1 more$/m);
  });

  it('tells what is left over apart', () => {
    const text = reportText({ ...report, findings: [left], leftOver: 1 }, 99);
    expect(text).toMatch(/^Everything is as it was stored; 1 things are left over/);
  });
});
