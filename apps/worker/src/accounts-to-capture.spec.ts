import { aJob } from '@testing/jobs';

import { accountsToCapture } from './accounts-to-capture';

const early = new Date('2026-01-01');
const late = new Date('2026-02-01');

describe('accountsToCapture', () => {
  it('has each account once, with its last login', () => {
    const jobs = [
      aJob({ jobId: 'a', accountId: '7', tokenSetAt: late }),
      aJob({ jobId: 'b', accountId: '7', tokenSetAt: early }),
      aJob({ jobId: 'c', accountId: '8' }),
    ];
    expect(accountsToCapture(jobs)).toEqual([
      { accountId: '7', loggedInAt: late },
      { accountId: '8', loggedInAt: undefined },
    ]);
  });

  it.each([{ state: 'pending' }, { state: 'deleted' }, { paused: true }] as const)(
    'has no account that only a job with %j is for',
    (differs) => {
      const job = aJob({ jobId: 'a', ...differs });
      expect(accountsToCapture([job])).toEqual([]);
      expect(accountsToCapture([job, aJob({ jobId: 'b' })])).toHaveLength(1);
    },
  );
});
