import {
  compareIds,
  type Coverage,
  ID_ZERO,
  type Interval,
  nextId,
  type PostId,
  previousId,
  timeOfId,
} from '@app/domain';

/** The first post of all; ids from before November 2010 tell no time of their own. */
export const FIRST_POST_AT = new Date('2006-03-21T20:50:14Z');
/** When ids began to tell it. */
const FIRST_TOLD_AT = new Date('2010-11-04T01:42:54.657Z');

/** A run of ids with the times posts of it can have been made at, both ends included. */
export interface Stretch {
  from: Date;
  to: Date;
  fromId: PostId;
  toId: PostId;
  /** `unread`: still to be captured. */
  state: Interval['state'] | 'unread';
  /** Read in it, as far as known. */
  posts: number;
}

/** What is known of a timeline, from the first post of all to the newest one known of, with nothing left out. */
export function coverageInTime(coverage: Coverage): Stretch[] {
  const stretches: Stretch[] = [];
  let next = nextId(ID_ZERO);
  for (const { from, to, state, posts } of coverage) {
    if (compareIds(next, from) < 0) stretches.push(stretch(next, previousId(from), 'unread', 0));
    stretches.push(stretch(from, to, state, posts));
    next = nextId(to);
  }
  return stretches;
}

function stretch(fromId: PostId, toId: PostId, state: Stretch['state'], posts: number): Stretch {
  const from = timeOfId(fromId) ?? FIRST_POST_AT;
  const to = timeOfId(toId) ?? FIRST_TOLD_AT;
  return { from, to, fromId, toId, state, posts };
}
