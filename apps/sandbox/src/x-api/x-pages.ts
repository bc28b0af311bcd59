import { compareIds, type JsonObject } from '@app/domain';

import { invalidRequest } from './x-problem';
import { type Query, wholeNumber } from './x-query';

export interface PageRules {
  /** Of `max_results`: when not told, at least, at most. */
  sizes: readonly [number, number, number];
  /** The query's names for the token. */
  tokens?: readonly string[];
  /** Does the answer tell its newest and oldest id? */
  tellsIds: boolean;
  isEmpty: boolean;
  /** So many on a page, whatever is asked for. */
  atMost?: number;
}

export interface Page<T> {
  entries: T[];
  meta: JsonObject;
}

/** One page of a list whose keys fall; tokens name the first key of the next, so that they hold whatever arrives meanwhile. */
export function pageOf<T extends { key: string }>(
  list: readonly T[],
  query: Query,
  { sizes, tokens = ['pagination_token'], tellsIds, isEmpty, atMost = Infinity }: PageRules,
): Page<T> {
  const size = Math.min(wholeNumber(query, 'max_results', ...sizes), atMost);
  const start = startOf(list, query, tokens);
  const entries = isEmpty ? [] : list.slice(start, start + size);
  const next = list[start + entries.length];
  const [newest, oldest] = [entries[0], entries.at(-1)];
  return {
    entries,
    meta: {
      result_count: entries.length,
      ...(tellsIds && newest && { newest_id: newest.key, oldest_id: oldest?.key }),
      ...(next && { next_token: token(next.key) }),
    },
  };
}

function startOf(list: readonly { key: string }[], query: Query, tokens: readonly string[]) {
  const name = tokens.find((each) => query.has(each));
  const given = name && query.get(name);
  if (name === undefined || given === undefined) return 0;
  const decoded = Buffer.from(given, 'base64url').toString('latin1');
  const first = /^7140w0*(\d{1,19})$/.exec(decoded)?.[1];
  if (first === undefined) {
    throw invalidRequest(name, given, `The \`${name}\` query parameter value is not valid`);
  }
  const index = list.findIndex(({ key }) => compareIds(key, first) <= 0);
  return index < 0 ? list.length : index;
}

/** Opaque to clients, and of the length X's documents ask for. */
function token(key: string): string {
  return Buffer.from(`7140w${key.padStart(19, '0')}`, 'latin1').toString('base64url');
}
