import fc from 'fast-check';

import {
  type Coverage,
  coverageTop,
  type Interval,
  intervalsWithin,
  isSettled,
  newestUnread,
  postsFrom,
  unreadWithin,
  withGapsClosed,
  withInterval,
} from './coverage';
import { compareIds, nextId, previousId } from './post-id';

/** Ids of one and two digits: as texts they sort otherwise than as numbers. */
const HIGHEST = 24;
const ids = Array.from({ length: HIGHEST }, (_, i) => String(i + 1));
const anId = fc.constantFrom(...ids);
const anInterval: fc.Arbitrary<Interval> = fc.record({
  from: anId,
  to: anId,
  state: fc.constantFrom('complete', 'unreachable'),
  posts: fc.nat(9),
});

/** The naive way: what is known of each single id. */
type Model = Map<string, Interval['state']>;

function modelOf(added: readonly Interval[]): Model {
  const model: Model = new Map();
  for (const { from, to, state } of added) {
    for (let id = from; compareIds(id, to) <= 0; id = nextId(id)) model.set(id, state);
  }
  return model;
}

function coverageOf(added: readonly Interval[]): Coverage {
  return added.reduce<Coverage>(withInterval, []);
}

function statesIn(coverage: Coverage): Model {
  return modelOf(coverage);
}

describe('coverage against a set of single ids', () => {
  const anyOrder = fc.array(anInterval, { maxLength: 12 });

  it('knows of each id what was learned last', () => {
    fc.assert(
      fc.property(anyOrder, (added) => {
        expect(new Map([...statesIn(coverageOf(added))].sort())).toEqual(
          new Map([...modelOf(added)].sort()),
        );
      }),
    );
  });

  it('closes gaps where they are supplied, and changes nothing else', () => {
    const ranges = fc.array(anInterval, { maxLength: 4 });
    fc.assert(
      fc.property(anyOrder, ranges, (added, supplied) => {
        const model = modelOf(added);
        for (const id of modelOf(supplied).keys()) if (model.has(id)) model.set(id, 'complete');
        const closed = statesIn(withGapsClosed(coverageOf(added), supplied));
        expect(new Map([...closed].sort())).toEqual(new Map([...model].sort()));
      }),
    );
  });

  it('keeps intervals ascending, apart, and one where two of a state touch', () => {
    fc.assert(
      fc.property(anyOrder, (added) => {
        const coverage = coverageOf(added);
        const pairs = coverage.slice(1).map((above, i) => ({ below: coverage[i], above }));
        expect(coverage.filter(({ from, to }) => compareIds(from, to) > 0)).toEqual([]);
        expect(
          pairs.filter(
            ({ below, above }) =>
              below === undefined ||
              compareIds(below.to, above.from) >= 0 ||
              (below.state === above.state && nextId(below.to) === above.from),
          ),
        ).toEqual([]);
      }),
    );
  });

  it('finds the newest unread run below the top', () => {
    fc.assert(
      fc.property(anyOrder, (added) => {
        const model = modelOf(added);
        const top = ids.findLast((id) => model.has(id)) ?? '0';
        const unread = ids.filter((id) => compareIds(id, top) < 0 && !model.has(id));
        const to = unread.at(-1);
        const from = unread.findLast((id) => !unread.includes(previousId(id)));
        expect(newestUnread(coverageOf(added))).toEqual(to && { from, to });
      }),
    );
  });

  it('calls a range settled when each of its ids is known, and only then', () => {
    fc.assert(
      fc.property(anyOrder, fc.constantFrom('0', ...ids), anId, (added, from, to) => {
        const model = modelOf(added);
        const range = ids.filter((id) => compareIds(id, from) >= 0 && compareIds(id, to) <= 0);
        expect(isSettled(coverageOf(added), { from, to })).toBe(range.every((id) => model.has(id)));
      }),
    );
  });

  it('takes a range from 0, below every post, as one from the first', () => {
    const coverage = coverageOf([{ from: '1', to: '9', state: 'complete', posts: 1 }]);

    expect(isSettled(coverage, { from: '0', to: '9' })).toBe(true);
    expect(isSettled(coverage, { from: '0', to: '10' })).toBe(false);
  });

  it('tells which ids of a range are not known', () => {
    fc.assert(
      fc.property(anyOrder, fc.constantFrom('0', ...ids), anId, (added, from, to) => {
        const found = unreadWithin(coverageOf(added), { from, to });
        const model = modelOf(added);
        const range = ids.filter((id) => compareIds(id, from) >= 0 && compareIds(id, to) <= 0);
        const unread = found.map((each): Interval => ({ ...each, state: 'complete', posts: 0 }));
        expect([...modelOf(unread).keys()]).toEqual(range.filter((id) => !model.has(id)));
        expect(found.filter((each) => compareIds(each.from, each.to) > 0)).toEqual([]);
      }),
    );
  });

  it('cuts what it knows to a range', () => {
    fc.assert(
      fc.property(anyOrder, anId, anId, (added, from, to) => {
        const found = intervalsWithin(coverageOf(added), { from, to }, 'complete');
        const model = modelOf(added);
        const expected = ids.filter(
          (id) =>
            compareIds(id, from) >= 0 && compareIds(id, to) <= 0 && model.get(id) === 'complete',
        );
        expect(found.filter((range) => compareIds(range.from, range.to) > 0)).toEqual([]);
        const cut = found.map((range): Interval => ({ ...range, state: 'complete', posts: 0 }));
        expect([...modelOf(cut).keys()]).toEqual(expected);
      }),
    );
  });

  it('has its top at the highest id known', () => {
    fc.assert(
      fc.property(anyOrder, (added) => {
        const model = modelOf(added);
        expect(coverageTop(coverageOf(added))).toBe(ids.findLast((id) => model.has(id)) ?? '0');
      }),
    );
  });

  it('does not change what it was given', () => {
    fc.assert(
      fc.property(anyOrder, anInterval, (added, one) => {
        const coverage = coverageOf(added);
        const before = structuredClone(coverage);
        withInterval(coverage, one);
        expect(coverage).toEqual(before);
      }),
    );
  });
});

describe('the count of posts', () => {
  const complete = (from: string, to: string, posts: number): Interval => ({
    from,
    to,
    state: 'complete',
    posts,
  });

  it('adds up when a reading goes on downwards', () => {
    const coverage = coverageOf([complete('21', '30', 7), complete('11', '20', 4)]);

    expect(coverage).toEqual([complete('11', '30', 11)]);
    expect(postsFrom(coverage, '15')).toBe(11);
  });

  it('counts an interval that reaches the id or lies above it', () => {
    const coverage = coverageOf([complete('1', '9', 1), complete('15', '20', 2)]);

    expect(['1', '9', '10', '20', '21'].map((id) => postsFrom(coverage, id))).toEqual([
      3, 3, 2, 2, 0,
    ]);
  });

  it('stays with the upper part of an interval that is cut', () => {
    const coverage = coverageOf([
      complete('1', '30', 9),
      { from: '10', to: '12', state: 'unreachable', posts: 0 },
    ]);

    expect(coverage.map(({ posts }) => posts)).toEqual([0, 0, 9]);
  });

  it('stays with what is left below when the upper part goes', () => {
    const coverage = coverageOf([
      complete('1', '30', 9),
      { from: '10', to: '40', state: 'unreachable', posts: 2 },
    ]);

    expect(coverage.map(({ posts }) => posts)).toEqual([9, 2]);
  });
});
