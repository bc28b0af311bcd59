import { firstIdAt, previousId } from '@app/domain';
import { aJob } from '@testing/jobs';

import { accountFindings, type AccountFacts } from './account-findings';

const now = new Date('2026-02-01T12:00:00Z');
const config = { captureLateMinutes: 60, silenceHours: 72 };
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const daysAgo = (days: number) => ago(days * 24 * 60);
const dayOf = (time: Date) => time.toISOString().slice(0, 10);
/** A post on each of so many days, up to `last` days ago. */
const posting = (last: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    day: dayOf(daysAgo(last + count - 1 - i)),
    total: 1,
    byKind: { post: 1 },
  }));
const createdAt = daysAgo(100);
const codes = (facts: Partial<AccountFacts>) =>
  accountFindings(
    {
      ...{ accountId: '7', username: 'contoso', jobs: [aJob({ createdAt })] },
      capture: { coverage: [], postsRead: 0, caughtUpAt: now },
      ...{ days: [], streams: [] },
      ...facts,
    },
    now,
    config,
  ).map(({ code, subject, since }) => ({ code, subject, since }));
const capture = { coverage: [], postsRead: 0, caughtUpAt: now };
const subject = '7';

describe('the promises broken to an account', () => {
  it('are none while all is well', () => {
    expect(codes({ days: posting(0, 28) })).toEqual([]);
  });

  it('are that it was not read for too long, since connected when never', () => {
    expect(codes({ capture: { ...capture, caughtUpAt: ago(60) } })).toEqual([]);
    const late = { ...capture, caughtUpAt: ago(61) };
    expect(codes({ capture: late })).toEqual([{ code: 'capture-late', subject, since: ago(61) }]);
    const never = { ...capture, caughtUpAt: undefined };
    expect(codes({ capture: never })).toMatchObject([{ code: 'capture-late', since: createdAt }]);
  });

  it('are what only an admin can mend, and then not that it is late', () => {
    const caughtUpAt = ago(500);
    const stopped = (reason: 'twitter.unauthorized' | 'capture.read_budget_spent') => ({
      ...{ ...capture, caughtUpAt },
      parked: { reason, until: now },
    });
    const expected = [{ code: 'capture-stopped', subject, since: caughtUpAt }];
    expect(codes({ capture: stopped('twitter.unauthorized') })).toEqual(expected);
    expect(codes({ capture: stopped('capture.read_budget_spent') })).toEqual(expected);
    const limited = { reason: 'twitter.rate_limited', until: now } as const;
    expect(codes({ capture: { ...capture, parked: limited } })).toEqual([]);
  });

  it('are a stream that is switched on and stopped or late, once own posts are not', () => {
    const of = (reason: 'twitter.permission_missing' | 'twitter.rate_limited', since: Date) => ({
      stream: 'messages' as const,
      capture: { ...capture, caughtUpAt: since, parked: { reason, until: now } },
    });
    const stopped = of('twitter.permission_missing', ago(500));
    const isStopped = { code: 'capture-stopped', subject, since: ago(500) };
    expect(codes({ streams: [stopped] })).toEqual([isStopped]);
    const late = of('twitter.rate_limited', ago(61));
    const isLate = { code: 'capture-late', subject, since: ago(61) };
    expect(codes({ streams: [of('twitter.rate_limited', ago(60)), late] })).toEqual([isLate]);
    expect(codes({ streams: [stopped, stopped, late, late] })).toEqual([isStopped, isLate]);
    const own = { ...capture, caughtUpAt: ago(99) };
    expect(codes({ capture: own, streams: [stopped, late] })).toEqual([
      isStopped,
      { ...isLate, since: ago(99) },
    ]);
    const parked = { reason: 'twitter.unauthorized', until: now } as const;
    const nothing = { ...capture, caughtUpAt: ago(70), parked };
    expect(codes({ capture: nothing, streams: [stopped, late] })).toEqual([
      { ...isStopped, since: ago(70) },
    ]);
    const never = { ...capture, caughtUpAt: undefined };
    expect(codes({ streams: [{ stream: 'likes', capture: never }] })).toEqual([]);
  });

  it('are named by their stream', () => {
    const parked = { reason: 'twitter.permission_missing', until: now } as const;
    const streams = [{ stream: 'messages' as const, capture: { ...capture, parked } }];
    const facts = { accountId: '7', username: 'contoso', jobs: [aJob({ createdAt })] };
    const [found] = accountFindings({ ...facts, capture, streams, days: [] }, now, config);
    expect(found?.text).toContain('Capture of the messages of @contoso is stopped');
  });

  it('are keys that do not work any more, until the owner has logged in', () => {
    const remediation = { type: 'Relogin', since: ago(9) } as const;
    const job = (tokenSetAt: Date) => [aJob({ createdAt, remediation, tokenSetAt })];
    expect(codes({ jobs: job(ago(10)) })).toMatchObject([
      { code: 'capture-stopped', since: ago(9) },
    ]);
    expect(codes({ jobs: job(ago(8)) })).toEqual([]);
  });

  it('are gaps that have opened since it was connected', () => {
    const gapUpTo = (time: Date) => ({
      ...capture,
      coverage: [
        { from: '1', to: previousId(firstIdAt(time)), state: 'unreachable', posts: 0 } as const,
      ],
    });
    expect(codes({ capture: gapUpTo(createdAt) })).toEqual([]);
    expect(codes({ capture: gapUpTo(daysAgo(50)) })).toMatchObject([{ code: 'gap-opened' }]);
  });

  it('tell of the newest gap, and that there are others', () => {
    const gap = (from: Date, to: Date) => ({
      ...{ from: firstIdAt(from), to: previousId(firstIdAt(to)) },
      ...({ state: 'unreachable', posts: 0 } as const),
    });
    const between = { from: firstIdAt(daysAgo(50)), to: previousId(firstIdAt(daysAgo(40))) };
    const coverage = [
      gap(daysAgo(60), daysAgo(50)),
      { ...between, state: 'complete' as const, posts: 1 },
      gap(daysAgo(40), daysAgo(30)),
    ];
    const facts = { accountId: '7', username: 'contoso', jobs: [aJob({ createdAt })] };
    const nothing = { streams: [], days: [] };
    const found = (of: typeof coverage) =>
      accountFindings({ ...facts, ...nothing, capture: { ...capture, coverage: of } }, now, config);
    const [first] = found(coverage.slice(0, 2));
    const [both] = found(coverage);
    expect(first?.text).not.toContain('earlier');
    expect(both?.text).toContain('nor those of 1 earlier times');
    expect(both?.about).not.toBe(first?.about);
  });

  it.each([
    ['three days and a bit', 3, 25, []],
    ['four days, though it posts daily', 4, 24, ['silence']],
    ['four days, though it posts on most days', 4, 18, ['silence']],
    ['four days, as it often is', 4, 17, []],
    ['always', 0, 0, []],
  ])('are its silence of %s', (_, last, count, expected) => {
    expect(codes({ days: posting(last, count) }).map(({ code }) => code)).toEqual(expected);
  });
});
