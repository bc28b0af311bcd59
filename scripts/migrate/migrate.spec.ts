import { UsageError } from '../local/usage-error';
import { parseMigrateInput, parseMigrateOptions } from './migrate-options';
import { jobText, problemsOf, reportText } from './migrate-text';
import { type MigratedJob } from './migrated';

const job = { jobId: 'job', accountId: '7', lastPostId: '1912345678901234567' };
const taken: MigratedJob = { ...job, outcome: 'taken', username: 'contoso' };
const report = {
  jobs: [taken, { ...job, outcome: 'refused', why: 'its keys are those of \u001b]0;@fabrikam' }],
  settings: [
    { name: 'xAppKey', outcome: 'taken' },
    { name: 'xAppSecret', outcome: 'other-here' },
    { name: 'aadAppId', outcome: 'other-here' },
  ],
  refused: [{ jobId: 'bad', why: 'no keys' }],
  waitingTasks: 0,
} satisfies Parameters<typeof reportText>[0];

describe('the options of a migration', () => {
  it.each([
    [[], { dryRun: false }],
    [['--dry-run'], { dryRun: true }],
    [['--help'], undefined],
  ])('%j', (args, options) => {
    expect(parseMigrateOptions(args)).toEqual(options);
  });

  it.each([[['--force']], [['AccountKey=secret']]])('refuses %j', (args) => {
    expect(() => parseMigrateOptions(args)).toThrow(UsageError);
  });
});

describe('what a migration reads from standard input', () => {
  it('is the connection string, and perhaps the key', () => {
    expect(parseMigrateInput('{"connectionString":" a "}')).toEqual({ connectionString: 'a' });
    const both = { connectionString: 'a', apiSecretKey: 'b' };
    expect(parseMigrateInput(JSON.stringify(both))).toEqual(both);
  });

  it.each(['', 'secret', '{"connectionString":""}', '{"secret":"secret"}', '["secret"]'])(
    'is not %j',
    (given) => {
      expect(() => parseMigrateInput(given)).toThrow(UsageError);
    },
  );

  it('is quoted nowhere', () => {
    const given = '{"connectionString":["canary"],"apiSecretKey":{"canary":1}}';
    expect(() => parseMigrateInput(given)).toThrow(/^(?![^]*canary)/);
  });
});

describe('what a migration says', () => {
  it('is what becomes of each job', () => {
    expect(jobText(taken, false)).toMatch(
      /^job job: @contoso \(7\) is taken over; .* 1912345678901234567 of 2025-04-1\dT/,
    );
    expect(jobText(taken, true)).toContain('would be taken over');
    expect(jobText({ ...taken, lastPostId: undefined }, false)).toContain('nothing');
    expect(jobText({ ...job, outcome: 'known', username: 'contoso' }, false)).toContain('already');
    expect(jobText({ ...job, outcome: 'deleted-here' }, false)).toContain('stays');
  });

  it('is what is left to do, with nothing that a terminal obeys', () => {
    const problems = problemsOf({ ...report, waitingTasks: 2 });
    expect(problems).toEqual([
      'job bad: no keys',
      expect.stringMatching(/^job job: its keys/),
      expect.stringMatching(/^setting aadAppId: /),
      expect.stringMatching(/^2 download tasks wait/),
    ]);
    expect(problems.join('')).not.toMatch(/\p{Cc}/u);
  });

  it('is what has come of it', () => {
    const text = reportText(report, false);
    expect(text).toMatch(/jobs taken over +1$/m);
    expect(text).toMatch(/not taken over +2$/m);
    expect(text).toMatch(/settings taken +xAppKey$/m);
    expect(text).toMatch(/others here +xAppSecret, aadAppId$/m);
    expect(reportText(report, true)).toMatch(/^Nothing is changed/);
  });
});
