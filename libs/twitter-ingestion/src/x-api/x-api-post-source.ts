import { Injectable } from '@nestjs/common';
import { XApiConfig } from '@app/config';
import {
  type AccountProfile,
  Clock,
  isAppError,
  isJsonObject,
  type Json,
  type JsonObject,
  type PostId,
  problemAbout,
  type XCredentials,
} from '@app/domain';

import {
  type CallOptions,
  type LookUpResult,
  type PageEvidence,
  type PageRequest,
  type PostPage,
  type PostSource,
  type ReadProfile,
} from '../post-source';
import { MessagePlaces } from './message-places';
import { billedFor, parseBody, parseProfile } from './x-api-body';
import { XApiClient } from './x-api-client';
import { retryAtOf } from './x-api-errors';
import { fieldQuery, USER_FIELDS } from './x-api-fields';
import { profileQuery } from './x-api-stream-fields';
import { readPosts, readStreamPage } from './x-api-stream-page';
import { streamRequest } from './x-api-stream-request';

/** Headers worth keeping as evidence. */
const KEPT_HEADERS =
  /^(date|api-version|content-type|x-(transaction-id|access-level|response-time|(rate|app|user)-limit.*))$/;

/** Posts from X's API v2, in the name of the account (OAuth 1.0a). */
@Injectable()
export class XApiPostSource implements PostSource {
  private readonly client: XApiClient;
  private readonly places = new MessagePlaces();

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
      const shortened = this.places.shortened(request);
      if (shortened === request) return this.readPage(credentials, request, signal);
      try {
        return await this.readPage(credentials, shortened, signal);
      } catch (error) {
        if (!isAppError(error, 'twitter.invalid_request')) throw error;
        this.places.forget(request.accountId);
        return this.readPage(credentials, request, signal);
      }
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
      const { evidence, ...answer } = await this.read(credentials, 'tweets', query, signal);
      const body = parseBody(answer.body);
      const found = readPosts(body);
      const posts = [...found.posts, ...found.earlierVersions];
      const shown = new Set(posts.map(({ id }) => id));
      const missing = ids
        .filter((id) => !shown.has(id))
        .map((id) => ({ id, ...said(problemAbout(id, problemsIn(body.raw))) }));
      const [postsRead, billed] = [body.data.length, billedFor(body)];
      return { kind: 'found', evidence, posts, missing, postsRead, billed };
    });
  }

  async whoAmI(credentials: XCredentials, { signal }: CallOptions = {}): Promise<AccountProfile> {
    const query = { 'user.fields': USER_FIELDS.join(',') };
    const answer = await this.client.get(credentials, 'users/me', query, signal);
    return parseProfile(answer.body).profile;
  }

  async fetchProfile(
    credentials: XCredentials,
    { signal }: CallOptions = {},
  ): Promise<ReadProfile> {
    const query = profileQuery(this.config);
    const { body, evidence } = await this.read(credentials, 'users/me', query, signal);
    return { evidence, ...parseProfile(body) };
  }

  private async readPage(
    credentials: XCredentials,
    request: PageRequest,
    signal: AbortSignal | undefined,
  ): Promise<PostPage> {
    const { path, query } = streamRequest(request, this.config, this.clock.now());
    const { body, evidence } = await this.read(credentials, path, query, signal);
    const page = readStreamPage(request, parseBody(body), evidence);
    this.places.remember(request, page);
    return page;
  }

  private async read(
    credentials: XCredentials,
    path: string,
    query: Record<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<{ body: Buffer; evidence: PageEvidence }> {
    const { body, headers } = await this.client.get(credentials, path, query, signal);
    const kept = Object.entries(headers).filter(([name]) => KEPT_HEADERS.test(name));
    const evidence = {
      request: `GET /2/${path}?${new URLSearchParams(query).toString()}`,
      body,
      headers: Object.fromEntries(kept),
      receivedAt: this.clock.now(),
    };
    return { body, evidence };
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

function problemsIn({ errors }: JsonObject): JsonObject[] {
  return [errors].flat().filter(isJsonObject);
}

/** Why X does not show something, in its words. */
function said(problem: JsonObject | undefined) {
  const word = (value: Json | undefined, otherwise: string) =>
    typeof value === 'string' ? value : otherwise;
  const title = word(problem?.title, 'not shown');
  return { title, detail: word(problem?.detail, ''), ...(problem && { problem }) };
}
