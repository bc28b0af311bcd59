import { AppError, compareIds, type PostId, splitPage } from '@app/domain';

import {
  type PagedStream,
  type PageEvidence,
  type PageRequest,
  type PostPage,
} from '../post-source';
import { type SourcePost, toSourceMessage, toSourcePost } from '../source-post';
import {
  answeredAt,
  billedFor,
  checkComplete,
  checkEventsComplete,
  type XBody,
} from './x-api-body';
import { noPage } from './x-api-errors';
import { shownFrom } from './x-api-stream-request';

/** The search ends so long before it was asked (https://docs.x.com/x-api/posts/search/introduction, `end_time`). */
const SEARCH_DELAY_MS = 30_000;

/** Streams whose ranges X is told. */
const ASKED_BY_RANGE: ReadonlySet<PagedStream> = new Set(['posts', 'mentions']);

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

/**
 * A page of a stream, made of X's answer to the request for it. Throws `twitter.malformed` when it answers another one, or does not say
 * that it is a page, and `twitter.not_found` or `twitter.forbidden` when X only says that it does not show the account: its end would be
 * taken for the end of what was asked for.
 */
export function readStreamPage(
  request: PageRequest,
  body: XBody,
  evidence: PageEvidence,
): Exclude<PostPage, { kind: 'limited' }> {
  const { stream = 'posts', accountId, sinceId } = request;
  if (!body.meta) throw noPage(body.raw);
  const found = stream === 'messages' ? readEvents(body, accountId) : readPosts(body);
  if (ASKED_BY_RANGE.has(stream)) checkAnswers(request, found.posts);
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
  const nextPageToken = body.meta.next_token;
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

/** Both ends are outside of what is asked for, but a post there is no sign of another range. */
function checkAnswers({ sinceId, untilId }: PageRequest, posts: readonly SourcePost[]): void {
  const isStray = ({ id }: SourcePost) =>
    (untilId !== undefined && compareIds(id, untilId) > 0) ||
    (sinceId !== undefined && compareIds(id, sinceId) < 0);
  const strays = posts.filter(isStray).length;
  if (strays === 0) return;
  throw new AppError(
    'twitter.malformed',
    'X answers with posts of another range than it was asked for; the request is made again at the next interval.',
    { strays, posts: posts.length },
  );
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
