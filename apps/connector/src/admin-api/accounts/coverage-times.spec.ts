import { firstIdAt, lastIdAt, nextId, previousId } from '@app/domain';

import { coverageInTime } from './coverage-times';

const start = new Date('2026-01-01T00:00:00Z');
const end = new Date('2026-01-31T23:59:59.999Z');
const [fromId, toId] = [firstIdAt(start), lastIdAt(end)];

describe('coverageInTime', () => {
  it('is nothing before the first capture', () => {
    expect(coverageInTime([])).toEqual([]);
  });

  it('tells the time of ids, and that all below is unread', () => {
    const coverage = [{ from: fromId, to: toId, state: 'complete', posts: 7 }] as const;
    expect(coverageInTime(coverage)).toEqual([
      {
        from: new Date('2006-03-21T20:50:14Z'),
        to: new Date('2025-12-31T23:59:59.999Z'),
        fromId: '1',
        toId: previousId(fromId),
        state: 'unread',
        posts: 0,
      },
      { from: start, to: end, fromId, toId, state: 'complete', posts: 7 },
    ]);
  });

  it('names every gap, and leaves no id out', () => {
    const middle = firstIdAt(new Date('2026-01-15T00:00:00Z'));
    const stretches = coverageInTime([
      { from: '1', to: fromId, state: 'unreachable', posts: 0 },
      { from: nextId(fromId), to: middle, state: 'complete', posts: 3 },
      { from: toId, to: nextId(toId), state: 'complete', posts: 2 },
    ]);
    expect(stretches.map(({ state }) => state)).toEqual([
      'unreachable',
      'complete',
      'unread',
      'complete',
    ]);
    const edges = stretches.map((stretch) => [stretch.fromId, stretch.toId]);
    expect(edges.slice(1).map(([from]) => from)).toEqual(
      edges.slice(0, -1).map(([, to]) => nextId(to ?? '')),
    );
  });

  it('knows that ids from before November 2010 tell no time', () => {
    const [counted] = coverageInTime([{ from: '1', to: '20000', state: 'complete', posts: 1 }]);
    expect(counted).toMatchObject({
      from: new Date('2006-03-21T20:50:14Z'),
      to: new Date('2010-11-04T01:42:54.657Z'),
    });
  });
});
