import { type CaptureState, NEVER_CAPTURED } from '@app/archive';
import { type ConnectorJob } from '@app/domain';
import { aJob } from '@testing/jobs';

import { accountOf } from './account';

const now = new Date('2026-01-02T12:00:00Z');
const intervalMs = 300_000;
const ago = (intervals: number) => new Date(now.getTime() - intervals * intervalMs);
const read: CaptureState = {
  coverage: [{ from: '1', to: '9', state: 'complete', posts: 3 }],
  postsRead: 3,
  caughtUpAt: ago(1),
};

const of = (job: Partial<ConnectorJob>, capture: CaptureState = read) =>
  accountOf([aJob(job)], capture, { now, intervalMs });

describe('the state of an account', () => {
  it.each([
    ['capturing', {}],
    ['not-set-up', { state: 'pending' }],
    ['paused', { paused: true }],
    ['deleted', { state: 'deleted' }],
  ] as const)('is %s with a job that is %j', (state, job) => {
    expect(of(job).state).toBe(state);
  });

  it('is never-captured before the first page', () => {
    expect(of({ createdAt: ago(3) }, NEVER_CAPTURED).state).toBe('never-captured');
  });

  it('is late when nobody has read it to its newest post for more than three intervals', () => {
    expect(of({}, { ...read, caughtUpAt: ago(3) }).state).toBe('capturing');
    expect(of({}, { ...read, caughtUpAt: ago(3.01) }).state).toBe('late');
    expect(of({ createdAt: ago(3.01) }, NEVER_CAPTURED).state).toBe('late');
  });

  it('is captured when one of its jobs wants that', () => {
    const jobs = [aJob({ jobId: 'a', paused: true }), aJob({ jobId: 'b' })] as const;
    expect(accountOf([...jobs], read, { now, intervalMs }).state).toBe('capturing');
  });

  const parkedUntil = (until: Date, caughtUpAt?: Date) =>
    of({}, { ...read, caughtUpAt, parked: { reason: 'twitter.unauthorized', until } }).state;

  it('is parked until the time is over', () => {
    expect(parkedUntil(new Date(now.getTime() + 1), ago(0))).toBe('parked');
  });

  it('is parked on until a try has gone well', () => {
    expect(parkedUntil(ago(1), ago(5))).toBe('parked');
    expect(parkedUntil(ago(1))).toBe('parked');
  });

  it('is not parked for one refusal after a capture that went well', () => {
    expect(parkedUntil(ago(0), ago(1))).toBe('capturing');
  });

  it('is late, not parked, when nobody has tried again for long', () => {
    expect(parkedUntil(ago(3.1), ago(9))).toBe('late');
  });
});

describe('the name of an account', () => {
  it('is that of its newest login', () => {
    const tokenSetAt = ago(3);
    const jobs = [
      aJob({ jobId: 'a', username: 'older', tokenSetAt: ago(9) }),
      aJob({ jobId: 'b', username: 'newer', tokenSetAt }),
      aJob({ jobId: 'c', username: 'without login' }),
    ] as const;
    const { username, loggedInAt } = accountOf([...jobs], read, { now, intervalMs });
    expect({ username, loggedInAt }).toEqual({ username: 'newer', loggedInAt: tokenSetAt });
  });
});
