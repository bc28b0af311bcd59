import { Injectable } from '@nestjs/common';
import { XApiConfig } from '@app/config';
import {
  type AccountProfile,
  Clock,
  compareIds,
  isAppError,
  type PostId,
  type RawPost,
  splitPage,
  type XCredentials,
} from '@app/domain';

import {
  type CallOptions,
  type LookUpResult,
  type PageEvidence,
  type PageRequest,
  type PostPage,
  type PostSource,
  type ReadPage,
} from '../post-source';
import { type SourcePost, toSourcePost } from '../source-post';
import { answeredAt, checkComplete, parseBody, parseProfile, type XBody } from './x-api-body';
import { type XAnswer, XApiClient } from './x-api-client';
import { retryAtOf } from './x-api-errors';
import { fieldQuery, USER_FIELDS } from './x-api-fields';

/** Most posts X gives in one answer. */
const PAGE_SIZE = 100;
/** Headers worth keeping as evidence. */
const KEPT_HEADERS =
  /^(date|api-version|content-type|x-(transaction-id|access-level|response-time|(rate|app|user)-limit.*))$/;

/** Posts from X's API v2, in the name of the account (OAuth 1.0a). */
@Injectable()
export class XApiPostSource implements PostSource {
  private readonly client: XApiClient;

  constructor(
    private readonly config: XApiConfig,
    private readonly clock: Clock,
  ) {
    this.client = new XApiClient(config);
  }

  fetchPage(
    credentials: XCredentials,
    request: PageRequest,
    { signal }: CallOptions = {},
  ): Promise<PostPage> {
    return this.orLimited(async () => {
      const query = withoutUndefined({
        max_results: String(request.limit ?? PAGE_SIZE),
        since_id: request.sinceId,
        until_id: request.untilId,
        pagination_token: request.pageToken,
        ...fieldQuery(this.config),
      });
      const path = `users/${request.accountId}/tweets`;
      const { answer, body, evidence } = await this.read(credentials, path, query, signal);
      const page = this.readPage(answer, body, evidence);
      const nextPageToken = body.meta?.next_token;
      return nextPageToken === undefined
        ? { kind: 'last', ...page }
        : { kind: 'page', ...page, nextPageToken };
    });
  }

  lookUp(
    credentials: XCredentials,
    _accountId: string,
    ids: readonly PostId[],
    { signal }: CallOptions = {},
  ): Promise<LookUpResult> {
    return this.orLimited(async () => {
      const query = { ids: ids.join(','), ...fieldQuery(this.config) };
      const { body, evidence } = await this.read(credentials, 'tweets', query, signal);
      const { posts } = readPosts(body);
      const shown = new Set(posts.map(({ id }) => id));
      const missing = ids
        .filter((id) => !shown.has(id))
        .map((id) => {
          const said = body.errors?.find((error) => error.resource_id === id || error.value === id);
          return { id, title: said?.title ?? 'not shown', detail: said?.detail ?? '' };
        });
      return { kind: 'found', evidence, posts, missing, postsRead: body.data.length };
    });
  }

  async whoAmI(credentials: XCredentials, { signal }: CallOptions = {}): Promise<AccountProfile> {
    const query = { 'user.fields': USER_FIELDS.join(',') };
    const answer = await this.client.get(credentials, 'users/me', query, signal);
    return parseProfile(answer.body);
  }

  private async read(
    credentials: XCredentials,
    path: string,
    query: Record<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<{ answer: XAnswer; body: XBody; evidence: PageEvidence }> {
    const answer = await this.client.get(credentials, path, query, signal);
    const kept = Object.entries(answer.headers).filter(([name]) => KEPT_HEADERS.test(name));
    const evidence = {
      request: `GET /2/${path}?${new URLSearchParams(query).toString()}`,
      body: answer.body,
      headers: Object.fromEntries(kept),
      receivedAt: this.clock.now(),
    };
    return { answer, body: parseBody(answer.body), evidence };
  }

  private readPage({ headers }: XAnswer, body: XBody, evidence: PageEvidence): ReadPage {
    const { posts, earlierVersions } = readPosts(body);
    const ids = posts.map(({ id }) => id).sort(compareIds);
    return {
      evidence,
      asOf: answeredAt(headers.date, evidence.receivedAt),
      posts: [...posts, ...earlierVersions],
      ...(ids[0] !== undefined && { oldestId: ids[0] }),
      postsRead: posts.length,
    };
  }

  /** X's limit is an answer, not a failure. */
  private async orLimited<T>(
    call: () => Promise<T>,
  ): Promise<T | { kind: 'limited'; retryAt: Date }> {
    try {
      return await call();
    } catch (error) {
      if (!isAppError(error, 'twitter.rate_limited')) throw error;
      return { kind: 'limited', retryAt: retryAtOf(error, this.clock.now()) };
    }
  }
}

function readPosts(body: XBody): { posts: SourcePost[]; earlierVersions: SourcePost[] } {
  checkComplete(body);
  const { posts, earlierVersions } = splitPage(body.raw);
  const read = (raw: RawPost) => toSourcePost(raw) ?? [];
  return { posts: posts.flatMap(read), earlierVersions: earlierVersions.flatMap(read) };
}

function withoutUndefined(query: Record<string, string | undefined>): Record<string, string> {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(given);
}
