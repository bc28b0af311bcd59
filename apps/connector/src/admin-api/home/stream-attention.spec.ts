import { type CaptureState } from '@app/archive';
import { firstIdAt, lastIdAt, nextId } from '@app/domain';
import { aJob } from '@testing/jobs';

import { accountOf } from '../accounts/account';
import { accountStreamOf } from '../accounts/account-stream';
import { attentionFor } from './account-attention';

const now = new Date('2026-02-01T12:00:00Z');
const intervalMs = 300_000;
const since = new Date('2026-01-10T00:00:00Z');
const top = lastIdAt(new Date('2026-02-01'));
const read: CaptureState = {
  coverage: [{ from: '1', to: top, state: 'complete', posts: 3 }],
  postsRead: 3,
  caughtUpAt: now,
};
const saying = (text: string) => expect.stringContaining(text) as string;

const attention = (
  stream: Partial<CaptureState>,
  ofAccount: Partial<CaptureState> = {},
  time = { now, intervalMs: 300_000 },
) => {
  const messages = accountStreamOf({ stream: 'messages', since }, { ...read, ...stream }, time);
  const account = accountOf([aJob()], { ...read, ...ofAccount }, time, [messages]);
  return attentionFor(account, time);
};

describe('what needs attention of a stream', () => {
  it('is nothing while all is well', () => {
    expect(attention({})).toEqual([]);
  });

  it('is that it waits, and what for', () => {
    const parked = {
      reason: 'twitter.forbidden',
      until: new Date('2026-02-01T12:15:00Z'),
    } as const;
    const [found, ...others] = attention({ parked });
    expect(found).toMatchObject({
      kind: 'capture-parked',
      severity: 'error',
      subject: '7',
      text: saying('direct messages of @contoso waits until 2026-02-01 12:15 UTC'),
      since: now,
    });
    expect(others).toEqual([]);
  });

  it('is said once when the whole account waits', () => {
    const parked = { reason: 'twitter.unauthorized', until: new Date('2026-02-02') } as const;
    expect(attention({ parked }, { parked })).toHaveLength(1);
  });

  it('is that it does not come to its end, while own posts do', () => {
    const ago = (intervals: number) => new Date(now.getTime() - intervals * intervalMs);
    expect(attention({ caughtUpAt: ago(3) })).toEqual([]);
    const late = { kind: 'capture-late', severity: 'error', subject: '7' };
    expect(attention({ caughtUpAt: ago(3.01) })).toMatchObject([{ ...late, since: ago(3.01) }]);
    expect(attention({ caughtUpAt: undefined })).toMatchObject([{ ...late, since }]);
  });

  it('is nothing while it rests, with intervals shorter than that', () => {
    const often = { now, intervalMs: 3000 };
    const ago = (ms: number) => new Date(now.getTime() - ms);
    expect(attention({ caughtUpAt: ago(180_000) }, {}, often)).toEqual([]);
    expect(attention({ caughtUpAt: ago(180_001) }, {}, often)).toMatchObject([
      { kind: 'capture-late' },
    ]);
  });

  it('is said once when the whole account is late', () => {
    const caughtUpAt = new Date(now.getTime() - 4 * intervalMs);
    expect(attention({ caughtUpAt }, { caughtUpAt })).toHaveLength(1);
  });

  it('is a gap from while it was on', () => {
    const [from, to] = [firstIdAt(new Date('2026-01-12')), lastIdAt(new Date('2026-01-14'))];
    const coverage = [
      { from: '1', to: from, state: 'complete', posts: 1 },
      { from: nextId(from), to, state: 'unreachable', posts: 0 },
    ] as const;
    expect(attention({ coverage })).toEqual([
      {
        kind: 'gap',
        severity: 'warning',
        subject: '7',
        text: saying('between 2026-01-12 and 2026-01-14'),
      },
    ]);
  });

  it('is no gap from before it was switched on', () => {
    const before = lastIdAt(new Date('2026-01-09'));
    const coverage = [
      { from: '1', to: before, state: 'unreachable', posts: 0 },
      { from: nextId(before), to: top, state: 'complete', posts: 2 },
    ] as const;
    expect(attention({ coverage })).toEqual([]);
  });

  it('is the part of a gap that is from after it was switched on', () => {
    const coverage = [
      { from: '1', to: lastIdAt(new Date('2026-01-20')), state: 'unreachable', posts: 0 },
    ] as const;
    expect(attention({ coverage })).toMatchObject([
      { kind: 'gap', text: saying('between 2026-01-10 and 2026-01-20') },
    ]);
  });
});
