import { compareIds, type PostId, splitPage } from '@app/domain';

import { type PageEvidence, type PageRequest, type PostPage } from '../post-source';
import { type SourcePost, toSourceMessage, toSourcePost } from '../source-post';
import {
  answeredAt,
  billedFor,
  checkComplete,
  checkEventsComplete,
  type XBody,
} from './x-api-body';
import { shownFrom } from './x-api-stream-request';

/** The search ends so long before it was asked (https://docs.x.com/x-api/posts/search/introduction, `end_time`). */
const SEARCH_DELAY_MS = 30_000;

export interface ReadPosts {
  posts: SourcePost[];
  earlierVersions: SourcePost[];
}

/** Posts as a page, or an answer to a look-up, holds them. */
export function readPosts(body: XBody): ReadPosts {
  checkComplete(body);
  const { posts, earlierVersions } = splitPage(body.raw);
  return {
    posts: posts.flatMap((raw) => toSourcePost(raw) ?? []),
    earlierVersions: earlierVersions.flatMap((raw) => toSourcePost(raw) ?? []),
  };
}

/** A page of a stream, made of X's answer to the request for it. */
export function readStreamPage(
  request: PageRequest,
  body: XBody,
  evidence: PageEvidence,
): Exclude<PostPage, { kind: 'limited' }> {
  const { stream = 'posts', accountId, sinceId } = request;
  const found = stream === 'messages' ? readEvents(body, accountId) : readPosts(body);
  const within = found.posts.filter((post) => isWithin(post, request));
  const isWanted = (post: SourcePost) => !isOwnAmongOthers(post, request);
  const oldestId = stream === 'likes' ? undefined : lowest(within);
  const answered = answeredAt(evidence.headers.date, evidence.receivedAt);
  const asOf = stream === 'quotes' ? new Date(answered.getTime() - SEARCH_DELAY_MS) : answered;
  const page = {
    evidence,
    asOf,
    posts: [...within, ...found.earlierVersions].filter(isWanted),
    ...(oldestId !== undefined && { oldestId }),
    ...withShownFrom(shownFrom(stream, asOf)),
    postsRead: body.data.length,
    billed: billedFor(body),
  };
  const nextPageToken = body.meta?.next_token;
  const isPassed = found.posts.some(({ id }) => isReached(id, sinceId));
  return nextPageToken === undefined || (stream === 'messages' && isPassed)
    ? { kind: 'last', ...page }
    : { kind: 'page', ...page, nextPageToken };
}

function readEvents(body: XBody, accountId: string): ReadPosts {
  checkEventsComplete(body);
  const { posts } = splitPage(body.raw);
  const events = posts.flatMap((raw) => toSourceMessage(raw, accountId) ?? []);
  return { posts: events, earlierVersions: [] };
}

/** X keeps to the range asked for by itself, but not of every stream. Likes have no order by id, hence no range. */
function isWithin({ id }: SourcePost, { stream, sinceId, untilId }: PageRequest): boolean {
  if (stream === 'likes') return true;
  const isBelow = untilId === undefined || compareIds(id, untilId) < 0;
  return isBelow && !isReached(id, sinceId);
}

function isReached(id: PostId, sinceId: PostId | undefined): boolean {
  return sinceId !== undefined && compareIds(id, sinceId) <= 0;
}

function isOwnAmongOthers({ raw }: SourcePost, { stream, accountId }: PageRequest): boolean {
  const isOfOthers = stream === 'mentions' || stream === 'quotes';
  return isOfOthers && raw.post.author_id === accountId;
}

function lowest(posts: readonly SourcePost[]): PostId | undefined {
  return posts.map(({ id }) => id).sort(compareIds)[0];
}

function withShownFrom(id: PostId | undefined): { shownFrom?: PostId } {
  return id === undefined ? {} : { shownFrom: id };
}
