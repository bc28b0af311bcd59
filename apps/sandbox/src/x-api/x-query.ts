import { type Dialect, olderName } from './dialect';
import { invalidRequest } from './x-problem';

const LISTS = [
  'tweet.fields',
  'post.fields',
  'expansions',
  'media.fields',
  'user.fields',
  'poll.fields',
  'place.fields',
];

/** Of a stream of posts in the order they were made. */
export const RANGE_PARAMETERS = [
  'max_results',
  'since_id',
  'until_id',
  'pagination_token',
  'start_time',
  'end_time',
];

/** What a request asks to be shown. */
export interface Selection {
  dialect: Dialect;
  /** By list, older names. */
  fields: Record<'post' | 'media' | 'user' | 'poll' | 'place' | 'message', ReadonlySet<string>>;
  expansions: ReadonlySet<string>;
}

export type Query = ReadonlyMap<string, string>;

/** The query of a route that shows posts or users, checked for names X does not know. Throws XProblem 400. */
export function parseQuery(query: unknown, ...parameters: string[]): Query {
  return parse(query, new Set([...LISTS, ...parameters]));
}

/** The same of messages, which have neither polls nor places. */
export function parseMessageQuery(query: unknown): Query {
  const lists = LISTS.filter((name) => name !== 'poll.fields' && name !== 'place.fields');
  const own = ['dm_event.fields', 'event_types', 'max_results', 'pagination_token'];
  return parse(query, new Set([...lists, ...own]));
}

function parse(query: unknown, known: ReadonlySet<string>): Query {
  const given = Object.entries(query as Record<string, unknown>);
  for (const [name, value] of given) {
    if (known.has(name) && typeof value === 'string') continue;
    throw invalidRequest(
      name,
      String(value),
      `The query parameter [${name}] is not one of [${[...known].sort().join(',')}]`,
    );
  }
  return new Map(given.map(([name, value]) => [name, String(value)]));
}

/** No fields in the newer dialect, by their older names. */
const ONLY_EXPANSIONS = new Set([
  'author_id',
  'edit_history_tweet_ids',
  'in_reply_to_user_id',
  'participant_ids',
  'referenced_tweets',
  'sender_id',
]);

/** Unknown names are left out without a word, as X does. */
export function selectionOf(query: Query): Selection {
  const dialect = query.has('post.fields') ? 'post' : 'tweet';
  const list = (name: string) => (query.get(name) ?? '').split(',').filter(Boolean);
  const older = (names: string[]) => names.map(olderName);
  const fields = older(list(`${dialect}.fields`));
  const expansions = older(list('expansions'));
  const asFields = [...ONLY_EXPANSIONS].filter((name) => expansions.includes(name));
  const pinned = expansions.filter((name) => name === 'pinned_tweet_id');
  const known = (names: string[]) =>
    dialect === 'tweet' ? names : names.filter((name) => !ONLY_EXPANSIONS.has(name));
  const referenced = expansions.includes('referenced_tweets.id') ? ['referenced_tweets'] : [];
  return {
    dialect,
    fields: {
      post: new Set([
        ...['id', 'text'],
        ...known(['edit_history_tweet_ids', ...fields]),
        ...asFields,
        ...referenced,
      ]),
      media: new Set(['media_key', 'type', ...list('media.fields')]),
      user: new Set(['id', 'name', 'username', ...list('user.fields'), ...pinned]),
      poll: new Set(['id', 'options', ...list('poll.fields')]),
      place: new Set(['id', 'full_name', ...list('place.fields')]),
      message: new Set([
        ...['id', 'event_type', 'text'],
        ...known(list('dm_event.fields')),
        ...asFields,
        ...referenced,
      ]),
    },
    expansions: new Set(expansions),
  };
}

export function wholeNumber(
  query: Query,
  name: string,
  byDefault: number,
  min: number,
  max: number,
): number {
  const given = query.get(name);
  if (given === undefined) return byDefault;
  const value = Number(given);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw invalidRequest(
    name,
    given,
    `The \`${name}\` query parameter value [${given}] is not between ${min} and ${max}`,
  );
}

export function idParameter(query: Query, name: string): string | undefined {
  const given = query.get(name);
  if (given === undefined || /^\d{1,19}$/.test(given)) return given;
  throw invalidRequest(
    name,
    given,
    `The \`${name}\` query parameter value [${given}] is not valid`,
  );
}

/** ISO 8601 with seconds, UTC, not before snowflakes. */
export function timeParameter(query: Query, name: string): Date | undefined {
  const given = query.get(name);
  if (given === undefined) return undefined;
  const time = new Date(given);
  const isTime =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(given) && !Number.isNaN(time.getTime());
  if (isTime && time.getTime() >= Date.UTC(2010, 10, 6)) return time;
  throw invalidRequest(
    name,
    given,
    `The \`${name}\` query parameter value [${given}] is not valid`,
  );
}
