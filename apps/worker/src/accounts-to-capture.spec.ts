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
      { accountId: '7', username: 'contoso', loggedInAt: late },
      { accountId: '8', username: 'contoso', loggedInAt: undefined },
    ]);
  });

  it('calls an account as the newest job does', () => {
    const jobs = [
      aJob({ jobId: 'a', username: 'contoso_eu', createdAt: late }),
      aJob({ jobId: 'b', username: 'contoso', createdAt: early }),
    ];
    expect(accountsToCapture(jobs)).toMatchObject([{ username: 'contoso_eu' }]);
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
