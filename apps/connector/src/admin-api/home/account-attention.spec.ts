import { type CaptureState } from '@app/archive';
import { type ConnectorJob, firstIdAt, lastIdAt, nextId, previousId } from '@app/domain';
import { aJob } from '@testing/jobs';

import { accountOf } from '../accounts/account';
import { attentionFor } from './account-attention';

const now = new Date('2026-02-01T12:00:00Z');
const intervalMs = 300_000;
const ago = (intervals: number) => new Date(now.getTime() - intervals * intervalMs);
const [fromId, toId] = [firstIdAt(new Date('2026-01-01')), lastIdAt(new Date('2026-01-31'))];
const read: CaptureState = {
  coverage: [{ from: '1', to: toId, state: 'complete', posts: 3 }],
  postsRead: 3,
  caughtUpAt: ago(1),
};

const attention = (job: Partial<ConnectorJob>, changes: Partial<CaptureState> = {}) => {
  const account = accountOf([aJob(job)], { ...read, ...changes }, { now, intervalMs });
  return attentionFor(account, { now, intervalMs });
};
const saying = (text: string) => expect.stringContaining(text) as string;
const subject = '7';

describe('what needs attention of an account', () => {
  it('is nothing while all is well', () => {
    expect(attention({})).toEqual([]);
    expect(attention({ state: 'pending' }, { caughtUpAt: undefined, coverage: [] })).toEqual([]);
  });

  it('is a login that is needed again', () => {
    const since = ago(9);
    const job = { remediation: { type: 'Relogin', since }, tokenSetAt: ago(20) } as const;
    const text = saying('log in again');
    expect(attention(job)).toEqual([{ kind: 'relogin', severity: 'error', subject, text, since }]);
    expect(attention({ ...job, tokenSetAt: ago(8) })).toEqual([]);
  });

  it('is a pause', () => {
    const job = { paused: true };
    expect(attention(job, { caughtUpAt: ago(99) })).toMatchObject([
      { kind: 'account-paused', severity: 'info', subject },
    ]);
  });

  it.each([
    ['twitter.rate_limited', 'info', 'limit'],
    ['twitter.unauthorized', 'error', 'connect the account again'],
    ['twitter.payment_required', 'error', 'Top them up'],
    ['secrets.missing', 'error', 'let its owner log in again'],
  ] as const)('is capture that is parked for %s', (reason, severity, words) => {
    const parked = { reason, until: new Date('2026-02-01T12:15:00Z') };
    const since = ago(99);
    const [found, ...others] = attention({}, { parked, caughtUpAt: since });
    expect(found).toMatchObject({ kind: 'capture-parked', severity, subject, since });
    expect(found?.text).toContain('2026-02-01 12:15 UTC');
    expect(found?.text).toContain(words);
    expect(others).toEqual([]);
  });

  it('is capture that is later than three intervals', () => {
    expect(attention({}, { caughtUpAt: ago(3) })).toEqual([]);
    const since = ago(3.01);
    const late = { kind: 'capture-late', severity: 'error', subject, since };
    expect(attention({}, { caughtUpAt: since })).toMatchObject([late]);
  });

  it('is a first capture that does not come to its end', () => {
    const never = { caughtUpAt: undefined, coverage: [] };
    expect(attention({ createdAt: ago(3) }, never)).toEqual([]);
    const createdAt = ago(4);
    expect(attention({ createdAt }, never)).toMatchObject([
      { kind: 'capture-late', since: createdAt },
    ]);
  });

  it('is a gap that X does not list any more', () => {
    const coverage = [
      { from: '1', to: previousId(fromId), state: 'unreachable', posts: 0 },
      { from: fromId, to: toId, state: 'complete', posts: 3 },
    ] as const;
    expect(attention({}, { coverage })).toEqual([
      { kind: 'gap', severity: 'warning', subject, text: saying('before 2025-12-31') },
    ]);
  });

  it('is several gaps at once', () => {
    const unreachable = { state: 'unreachable', posts: 0 } as const;
    const coverage = [
      { from: fromId, to: nextId(fromId), ...unreachable },
      { from: toId, to: nextId(toId), ...unreachable },
    ];
    const text = saying('between 2026-01-01 and 2026-01-31 any more, in 2 stretches');
    expect(attention({}, { coverage })).toMatchObject([{ kind: 'gap', text }]);
  });
});
