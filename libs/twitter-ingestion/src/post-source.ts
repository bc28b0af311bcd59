import {
  type AccountProfile,
  type JsonObject,
  type PostId,
  type Stream,
  type XCredentials,
} from '@app/domain';

import { type SourcePost } from './source-post';

export interface CallOptions {
  signal?: AbortSignal;
}

/** The streams X gives page by page. */
export type PagedStream = Exclude<Stream, 'profile' | 'deletions'>;

export interface PageRequest {
  accountId: string;
  /** The account's own posts unless told. */
  stream?: PagedStream;
  /** The names of the account that `quotes` are searched by, of which they need one; the first is the one it has at X now. */
  usernames?: readonly string[];
  /** Only posts with a higher id. Likes have no order by id: they come whatever is asked for here. */
  sinceId?: PostId;
  /** Only posts with a lower id. X cannot skip messages: unless the same source was there before, pages above it come empty, read and billed all the same. */
  untilId?: PostId;
  /** Goes on where the page that gave it ended; everything else, `limit` too, as in that page's request. May expire. */
  pageToken?: string;
  /** At most so many posts, 5 to 100, of messages 1 to 100; 100 unless told. */
  limit?: number;
}

/** What X answered, byte for byte, and what is worth keeping around it. */
export interface PageEvidence {
  /** The request without its signature, e.g. `GET /2/users/1/tweets?max_results=100`. */
  request: string;
  body: Uint8Array;
  /** `x-transaction-id`, `date`, rate-limit headers, `api-version`: as received, names in lower case. */
  headers: Record<string, string>;
  receivedAt: Date;
}

export interface ReadPage {
  evidence: PageEvidence;
  /**
   * When X answered: posts made later are not in the page. By X's clock or ours, whichever is behind: a clock
   * that is ahead would claim what has not been read.
   */
  asOf: Date;
  /**
   * The posts of the stream, then the earlier versions of edited ones that came along. Of `mentions` and `quotes`, those the account
   * made itself are left out: they are in `posts`. Of `messages`, each event of a conversation.
   */
  posts: SourcePost[];
  /** Lowest id of the stream on this page, with what was left out, earlier versions not counted; absent when there is none, and of likes. */
  oldestId?: PostId;
  /**
   * X shows nothing of this stream with a lower id, for its age: what is below was not looked for, even where `sinceId` is lower.
   * Absent where X has no such limit.
   */
  shownFrom?: PostId;
  /** How many posts, events or likes of the stream the page has. */
  postsRead: number;
  /** How many resources X may bill for it: these, and the posts and users that came along. */
  billed: number;
}

/**
 * A page of a stream, newest first; likes in the order they were given, the last one first. An empty page can have a next one.
 * `limited` is no page: X asks us to wait, then the same request again.
 */
export type PostPage =
  | (ReadPage & { kind: 'page'; nextPageToken: string })
  | (ReadPage & { kind: 'last' })
  | { kind: 'limited'; retryAt: Date };

export interface LookUp {
  evidence: PageEvidence;
  /** The posts, then those of their other versions that came along. */
  posts: SourcePost[];
  /** Ids X did not show, and why, in X's words; `problem`: as sent, if X said anything. */
  missing: { id: PostId; title: string; detail: string; problem?: JsonObject }[];
  postsRead: number;
  billed: number;
}

/** What an account's profile says now. */
export interface ReadProfile {
  evidence: PageEvidence;
  /** As X sent it. */
  user: JsonObject;
  profile: AccountProfile;
}

export type LookUpResult = (LookUp & { kind: 'found' }) | { kind: 'limited'; retryAt: Date };

/**
 * Reads posts from X. One call is one request with a deadline; nothing is retried here beyond a lost connection.
 * Rejects with an AppError `twitter.*` (`twitter.rate_limited` never: that is `limited`), or the signal's reason.
 */
export abstract class PostSource {
  /**
   * One page of a stream of the account between two ids, both excluded. At most 100 posts. `messages` reject with
   * `twitter.permission_missing` when the account has not let the app read them.
   */
  abstract fetchPage(
    credentials: XCredentials,
    request: PageRequest,
    options?: CallOptions,
  ): Promise<PostPage>;

  /** Up to 100 posts by id. */
  abstract lookUp(
    credentials: XCredentials,
    accountId: string,
    ids: readonly PostId[],
    options?: CallOptions,
  ): Promise<LookUpResult>;

  /** The account the credentials belong to. Rejects with `twitter.rate_limited` when X asks to wait. */
  abstract whoAmI(credentials: XCredentials, options?: CallOptions): Promise<AccountProfile>;

  /** The profile of the account the credentials belong to, with all X tells of it. Rejects as {@link whoAmI}. */
  abstract fetchProfile(credentials: XCredentials, options?: CallOptions): Promise<ReadProfile>;
}
