import { compareIds, ID_ZERO, nextId, type PostId, previousId } from './post-id';

/**
 * A run of ids, both ends included, of which we know where we stand.
 * `complete`: every post X showed us in it is in the archive. `unreachable`: X no longer lists it (its timeline
 * ends at the 3,200 newest posts): a known gap, closed by another way (full-archive search, the owner's archive).
 */
export interface Interval {
  from: PostId;
  to: PostId;
  state: 'complete' | 'unreachable';
  /** Posts read in it: at least that many; the depth in the timeline is judged by it. */
  posts: number;
}

/**
 * What is known of one account's timeline: intervals in ascending order, disjoint; neighbours that touch and
 * have one state are one. Whatever lies below the top and in no interval is unread: still to be captured.
 * There is no other cursor: the bottom of the interval being grown is where a reading goes on.
 */
export type Coverage = readonly Interval[];

export interface IdRange {
  from: PostId;
  to: PostId;
}

/** The highest id known of; {@link ID_ZERO} when nothing is. */
export function coverageTop(coverage: Coverage): PostId {
  return coverage.at(-1)?.to ?? ID_ZERO;
}

/** The newest run of ids below the top that has not been read, or `undefined` when all is settled. */
export function newestUnread(coverage: Coverage): IdRange | undefined {
  for (let i = coverage.length - 1; i >= 0; i--) {
    const from = nextId(coverage[i - 1]?.to ?? ID_ZERO);
    const to = previousId(coverage[i]?.from ?? ID_ZERO);
    if (compareIds(from, to) <= 0) return { from, to };
  }
  return undefined;
}

/** True when every id of the range has been read or is known to be out of reach. */
export function isSettled(coverage: Coverage, range: IdRange): boolean {
  return unreadWithin(coverage, range).length === 0;
}

/** The coverage without what lies above an id. */
export function coverageUpTo(coverage: Coverage, to: PostId): Interval[] {
  return coverage.flatMap((interval) =>
    compareIds(interval.from, to) > 0 ? [] : { ...interval, to: minId(interval.to, to) },
  );
}

/** What X no longer lists and nobody has supplied. */
export function gapsIn(coverage: Coverage): Interval[] {
  return coverage.filter(({ state }) => state === 'unreachable');
}

/** How many posts have been read at or above `id`: how deep in the timeline `id` lies. */
export function postsFrom(coverage: Coverage, id: PostId): number {
  return coverage
    .filter((interval) => compareIds(interval.to, id) >= 0)
    .reduce((sum, interval) => sum + interval.posts, 0);
}

/** The intervals of a state that lie in the range, cut to it. */
export function intervalsWithin(
  coverage: Coverage,
  range: IdRange,
  state: Interval['state'],
): IdRange[] {
  return coverage
    .filter((interval) => interval.state === state)
    .map(({ from, to }) => ({ from: maxId(from, range.from), to: minId(to, range.to) }))
    .filter(({ from, to }) => compareIds(from, to) <= 0);
}

/** The parts of the range that nobody has read yet and that are not known to be out of reach. */
export function unreadWithin(coverage: Coverage, range: IdRange): IdRange[] {
  const unread: IdRange[] = [];
  let next = range.from === ID_ZERO ? nextId(ID_ZERO) : range.from;
  for (const { from, to } of coverage) {
    if (compareIds(to, next) < 0) continue;
    if (compareIds(from, range.to) > 0) break;
    if (compareIds(from, next) > 0) unread.push({ from: next, to: previousId(from) });
    next = nextId(to);
  }
  if (compareIds(next, range.to) <= 0) unread.push({ from: next, to: range.to });
  return unread;
}

/** Adds what has just been learned; where it overlaps older knowledge, the new one counts. An empty interval adds nothing. */
export function withInterval(coverage: Coverage, added: Interval): Coverage {
  if (compareIds(added.from, added.to) > 0) return coverage;
  const kept = coverage.flatMap((interval) => without(interval, added));
  const sorted = [...kept, added].sort((a, b) => compareIds(a.from, b.from));
  return sorted.reduce<Interval[]>((merged, interval) => {
    const last = merged.at(-1);
    if (last?.state === interval.state && nextId(last.to) === interval.from) {
      merged[merged.length - 1] = {
        ...last,
        to: interval.to,
        posts: last.posts + interval.posts,
      };
    } else merged.push(interval);
    return merged;
  }, []);
}

/** Gaps, as far as they lie in ranges that somebody has supplied, are complete; whatever else is known stays as it is. */
export function withGapsClosed(coverage: Coverage, supplied: readonly IdRange[]): Coverage {
  const closed = supplied.flatMap((range) => intervalsWithin(coverage, range, 'unreachable'));
  return closed.reduce(
    (known, range) => withInterval(known, { ...range, state: 'complete', posts: 0 }),
    coverage,
  );
}

/** What is left of an interval when a range is cut out of it; the count stays with the upper part. */
function without(interval: Interval, range: IdRange): Interval[] {
  const below = { ...interval, to: minId(interval.to, previousId(range.from)) };
  const above = { ...interval, from: maxId(interval.from, nextId(range.to)) };
  const parts = [below, above].filter(({ from, to }) => compareIds(from, to) <= 0);
  return parts.map((part, i) => (i === parts.length - 1 ? part : { ...part, posts: 0 }));
}

function minId(a: PostId, b: PostId): PostId {
  return compareIds(a, b) <= 0 ? a : b;
}

function maxId(a: PostId, b: PostId): PostId {
  return compareIds(a, b) >= 0 ? a : b;
}
