/**
 * Post ids are X's snowflakes: decimal strings of up to 19 digits, too large for a JS number, growing with time.
 * The upper bits are milliseconds since {@link SNOWFLAKE_EPOCH_MS} (https://docs.x.com/fundamentals/x-ids).
 */
export type PostId = string;

const SNOWFLAKE_EPOCH_MS = 1_288_834_974_657n;
const SEQUENCE_BITS = 22n;

/** Ids up to here were counted up one by one and tell no time (https://ws-dl.blogspot.com/2019/08/2019-08-03-tweetedat-finding-tweet.html). */
const LAST_COUNTED_ID: PostId = '29700859247';

/** Before the first post there is, of 21 March 2006. */
export const BEGINNING_OF_POSTS = new Date('2006-03-01T00:00:00.000Z');

export function isPostId(value: unknown): value is PostId {
  return typeof value === 'string' && /^\d{1,19}$/.test(value);
}

/** The id below every post. */
export const ID_ZERO: PostId = '0';

/** Negative, zero or positive, as `Array.prototype.sort` wants it. */
export function compareIds(a: PostId, b: PostId): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

export function nextId(id: PostId): PostId {
  return (BigInt(id) + 1n).toString();
}

/** The id just below; {@link ID_ZERO} stays where it is. */
export function previousId(id: PostId): PostId {
  return id === ID_ZERO ? ID_ZERO : (BigInt(id) - 1n).toString();
}

/** The lowest id a post made at `time` can have; {@link ID_ZERO} for a time before snowflakes (November 2010). */
export function firstIdAt(time: Date): PostId {
  const ms = BigInt(time.getTime()) - SNOWFLAKE_EPOCH_MS;
  return ms <= 0n ? ID_ZERO : (ms << SEQUENCE_BITS).toString();
}

/** The highest id a post made at `time` can have; before snowflakes, that of the last post without one. */
export function lastIdAt(time: Date): PostId {
  const last = previousId(firstIdAt(new Date(time.getTime() + 1)));
  return compareIds(last, LAST_COUNTED_ID) < 0 ? LAST_COUNTED_ID : last;
}

/** When a post of this id was made; `undefined` for ids from before snowflakes, which tell no time. */
export function timeOfId(id: PostId): Date | undefined {
  if (compareIds(id, LAST_COUNTED_ID) <= 0) return undefined;
  return new Date(Number((BigInt(id) >> SEQUENCE_BITS) + SNOWFLAKE_EPOCH_MS));
}

/** X tells when a post was made in whole seconds, and windows of time are judged by that. */
export function wholeSecond(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}

/** {@link timeOfId} as X tells it with the post. */
export function secondOfId(id: PostId): Date | undefined {
  const time = timeOfId(id);
  return time && wholeSecond(time);
}
