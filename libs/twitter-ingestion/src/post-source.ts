import { type AccountProfile, type PostId, type XCredentials } from '@app/domain';

import { type SourcePost } from './source-post';

export interface CallOptions {
  signal?: AbortSignal;
}

export interface PageRequest {
  accountId: string;
  /** Only posts with a higher id. */
  sinceId?: PostId;
  /** Only posts with a lower id. */
  untilId?: PostId;
  /** Goes on where the page that gave it ended; everything else as in that page's request. May expire. */
  pageToken?: string;
  /** At most so many posts, 5 to 100; 100 unless told. */
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
  /** The posts of the timeline, then the earlier versions of edited ones that came along. */
  posts: SourcePost[];
  /** Lowest id of the timeline on this page, earlier versions not counted; absent on an empty page. */
  oldestId?: PostId;
  /** How many posts X bills for this page. */
  postsRead: number;
}

/**
 * A page of an account's timeline, newest first. An empty page can have a next one. `limited` is no page: X asks us to wait,
 * then the same request again.
 */
export type PostPage =
  | (ReadPage & { kind: 'page'; nextPageToken: string })
  | (ReadPage & { kind: 'last' })
  | { kind: 'limited'; retryAt: Date };

export interface LookUp {
  evidence: PageEvidence;
  posts: SourcePost[];
  /** Ids X did not show, and why, in X's words. */
  missing: { id: PostId; title: string; detail: string }[];
  postsRead: number;
}

export type LookUpResult = (LookUp & { kind: 'found' }) | { kind: 'limited'; retryAt: Date };

/**
 * Reads posts from X. One call is one request with a deadline; nothing is retried here beyond a lost connection.
 * Rejects with an AppError `twitter.*` (`twitter.rate_limited` never: that is `limited`), or the signal's reason.
 */
export abstract class PostSource {
  /** One page of the account's timeline between two ids, both excluded. At most 100 posts. */
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
}
