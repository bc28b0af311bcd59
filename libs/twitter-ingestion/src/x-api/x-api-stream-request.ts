import { type XApiConfig } from '@app/config';
import { compareIds, firstIdAt, type PostId } from '@app/domain';

import { type PagedStream, type PageRequest } from '../post-source';
import { fieldQuery } from './x-api-fields';
import { messageQuery } from './x-api-stream-fields';

/** Most posts X gives in one answer. */
const PAGE_SIZE = 100;
/** The search does not give less than this (https://docs.x.com/x-api/posts/search/introduction). */
const SMALLEST_SEARCH = 10;
const DAY_MS = 24 * 3600_000;
/** How far back X shows a stream: the search's index, and direct messages (https://docs.x.com/x-api/direct-messages/lookup/introduction). */
const REACH_MS: Partial<Record<PagedStream, number>> = {
  quotes: 7 * DAY_MS,
  messages: 30 * DAY_MS,
};
/** So much less is claimed: X's clock is not ours, and a request takes its time. */
const MARGIN_MS = 5 * 60_000;

/** The lowest id X surely shows in a stream, where its age decides. */
export function shownFrom(stream: PagedStream, now: Date): PostId | undefined {
  const reachMs = REACH_MS[stream];
  if (reachMs === undefined) return undefined;
  return firstIdAt(new Date(now.getTime() - reachMs + MARGIN_MS));
}

/** The request for one page of a stream: a path below `/2/`, and its query. */
export function streamRequest(
  request: PageRequest,
  config: Pick<XApiConfig, 'dialect' | 'context'>,
  now: Date,
): { path: string; query: Record<string, string> } {
  const { accountId, stream = 'posts', limit = PAGE_SIZE, pageToken, sinceId, untilId } = request;
  const page = { max_results: String(limit), pagination_token: pageToken };
  const range = { since_id: sinceId, until_id: untilId };
  const paths = {
    posts: `users/${accountId}/tweets`,
    mentions: `users/${accountId}/mentions`,
    quotes: 'tweets/search/recent',
    messages: 'dm_events',
    likes: `users/${accountId}/liked_tweets`,
  };
  const queries = {
    posts: () => ({ ...page, ...range, ...fieldQuery(config) }),
    mentions: () => ({ ...page, ...range, ...fieldQuery(config) }),
    quotes: () => ({ ...search(request, now), ...fieldQuery(config) }),
    messages: () => ({ ...page, ...messageQuery(config) }),
    likes: () => ({ ...page, ...fieldQuery(config) }),
  };
  return { path: paths[stream], query: withoutUndefined(queries[stream]()) };
}

/**
 * Quotes hold the quoted post's address, with the name its author had then: who has that name by now is another matter. An id too old for the search's index is refused by X: asked without `since_id`, it gives all
 * it has; an `until_id` is moved up, and what is above it is left out of the page.
 */
function search(request: PageRequest, now: Date): Record<string, string | undefined> {
  const { usernames = [], limit = PAGE_SIZE, pageToken, sinceId, untilId } = request;
  const [username] = usernames;
  if (username === undefined) throw new TypeError('quotes are searched by the name of the account');
  const lowest = shownFrom('quotes', now) ?? '0';
  const isShown = (id: PostId) => compareIds(id, lowest) >= 0;
  const addresses = usernames.flatMap((name) =>
    ['x.com', 'twitter.com'].map((host) => `url:"${host}/${name}/status"`),
  );
  return {
    query: `(${addresses.join(' OR ')}) is:quote -from:${username}`,
    max_results: String(Math.max(limit, SMALLEST_SEARCH)),
    since_id: sinceId !== undefined && isShown(sinceId) ? sinceId : undefined,
    until_id: untilId === undefined || isShown(untilId) ? untilId : lowest,
    pagination_token: pageToken,
  };
}

function withoutUndefined(query: Record<string, string | undefined>): Record<string, string> {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(given);
}
