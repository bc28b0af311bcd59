import {
  type AccountProfile,
  AppError,
  type Clock,
  compareIds,
  firstIdAt,
  type JsonObject,
  type PostId,
  timeOfId,
  type XCredentials,
} from '@app/domain';
import {
  type CallOptions,
  type LookUpResult,
  type PagedStream,
  type PageEvidence,
  type PageRequest,
  type PostPage,
  type PostSource,
  type ReadProfile,
  type SourcePost,
  toSourceMessage,
  toSourcePost,
} from '@app/twitter-ingestion';
import { aRawMessage, aRawPost } from '@testing/domain';

/** What the fake answers to one request, instead of the page asked for. */
export type Disturbance = 'empty-page' | 'first-page-again' | 'limited' | AppError;

const PROBLEMS = 'https://api.twitter.com/2/problems';
const GONE = {
  ...{ title: 'Not Found Error', detail: 'Could not find tweet with ids: [1].' },
  ...{ resource_type: 'tweet', parameter: 'ids', type: `${PROBLEMS}/resource-not-found` },
};
const HIDDEN = {
  ...{ title: 'Authorization Error', detail: 'Sorry, you are not authorized to see the Tweet.' },
  ...{ resource_type: 'tweet', parameter: 'ids', type: `${PROBLEMS}/not-authorized-for-resource` },
};
const DAY_MS = 24 * 3600_000;
const REACH_DAYS: Partial<Record<PagedStream, number>> = { quotes: 7, messages: 30 };

/** An account's streams as X lists them, in memory: newest first, only the newest `reach` posts, or what is not too old. */
export class FakePostSource implements PostSource {
  readonly pageSize: number;
  readonly reach: number;
  /** Every request for a page there was. */
  readonly requests: PageRequest[] = [];
  /** Taken one per request, until there are no more; `undefined` disturbs nothing. */
  disturbances: (Disturbance | undefined)[] = [];
  /** Called at every request: time goes by, the account posts. */
  onRequest: (request: PageRequest) => unknown = () => undefined;
  postCount: number | undefined;
  /** What X says of a post that is not plain, by id. */
  readonly fields = new Map<PostId, JsonObject>();
  /** Earlier versions that come along with a post of the timeline, by its id. */
  readonly earlierVersions = new Map<PostId, PostId[]>();
  /** Posts that are there, and not shown. */
  readonly hidden = new Set<PostId>();
  /** Ids of each look-up there was. */
  readonly lookedUp: PostId[][] = [];
  /** What X says when it is asked who the account is. */
  refusal: AppError | undefined;
  /** The user as X tells it now. */
  user: JsonObject & { username: string } = { id: '7', username: 'contoso', name: 'Contoso' };
  /** The name the account had when it was quoted; found by it alone. */
  private readonly quotedAs = new Map<PostId, string>();
  /** Newest first. */
  private readonly ids = new Map<PagedStream, PostId[]>();

  constructor(
    private readonly clock: Clock,
    { pageSize = 100, reach = 3200 }: { pageSize?: number; reach?: number } = {},
  ) {
    this.pageSize = pageSize;
    this.reach = reach;
  }

  /** Posts of the account; X lists them from now on. */
  post(...ids: PostId[]): void {
    this.arrive('posts', ...ids);
  }

  /** X lists these in a stream from now on: posts of user 8, messages, or posts of user 8 that the account likes, the last one last. */
  arrive(stream: PagedStream, ...ids: PostId[]): void {
    const known = this.ids.get(stream) ?? [];
    const isNewer = ids.every((id, i) => compareIds(id, ids[i - 1] ?? known[0] ?? '0') > 0);
    const all = [...ids.toReversed(), ...known];
    const isInOrder = isNewer || stream === 'likes';
    if (stream === 'quotes') for (const id of ids) this.quotedAs.set(id, this.user.username);
    this.ids.set(stream, isInOrder ? all : [...new Set(all)].sort((a, b) => compareIds(b, a)));
  }

  remove(id: PostId, stream: PagedStream = 'posts'): void {
    this.ids.set(
      stream,
      (this.ids.get(stream) ?? []).filter((other) => other !== id),
    );
  }

  /** Ids X lists now, newest first. */
  listed(stream: PagedStream = 'posts'): PostId[] {
    const from = this.shownFrom(stream) ?? '0';
    const shown = (this.ids.get(stream) ?? []).filter((id) => compareIds(id, from) >= 0);
    return shown.slice(0, this.reach);
  }

  async fetchPage(
    _: XCredentials,
    request: PageRequest,
    { signal }: CallOptions = {},
  ): Promise<PostPage> {
    await Promise.resolve();
    signal?.throwIfAborted();
    this.requests.push(request);
    await this.onRequest(request);
    signal?.throwIfAborted();
    const disturbance = this.disturbances.shift();
    if (disturbance instanceof AppError) throw disturbance;
    if (disturbance === 'limited') {
      return { kind: 'limited', retryAt: new Date(this.clock.now().getTime() + 900_000) };
    }
    const pageToken = disturbance === 'first-page-again' ? undefined : request.pageToken;
    return this.answer({ ...request, pageToken }, disturbance === 'empty-page');
  }

  async lookUp(
    _: XCredentials,
    __: string,
    ids: readonly PostId[],
    { signal }: CallOptions = {},
  ): Promise<LookUpResult> {
    await Promise.resolve();
    signal?.throwIfAborted();
    this.lookedUp.push([...ids]);
    const disturbance = this.disturbances.shift();
    if (disturbance instanceof AppError) throw disturbance;
    if (disturbance === 'limited') {
      return { kind: 'limited', retryAt: new Date(this.clock.now().getTime() + 900_000) };
    }
    const listed = this.ids.get('posts') ?? [];
    const isShown = (id: PostId) => listed.includes(id) && !this.hidden.has(id);
    const shown = ids.filter(isShown);
    const along = shown.flatMap((id) => this.earlierVersions.get(id) ?? []);
    const posts = [...shown, ...along].flatMap((id) => this.shown(id));
    const missing = ids
      .filter((id) => !isShown(id))
      .map((id) => {
        const problem = { ...(this.hidden.has(id) ? HIDDEN : GONE), resource_id: id, value: id };
        return { id, title: problem.title, detail: problem.detail, problem };
      });
    const raw = posts.map((post) => post.raw.post);
    const evidence = this.evidence(`GET /2/tweets?ids=${ids.join(',')}`, raw);
    const postsRead = shown.length;
    return { kind: 'found', evidence, posts, missing, postsRead, billed: postsRead };
  }

  async whoAmI(_?: XCredentials, { signal }: CallOptions = {}): Promise<AccountProfile> {
    await Promise.resolve();
    signal?.throwIfAborted();
    if (this.refusal) throw this.refusal;
    const postCount = this.postCount ?? this.ids.get('posts')?.length ?? 0;
    return { accountId: '7', username: this.user.username, name: 'Contoso', postCount };
  }

  async fetchProfile(credentials: XCredentials, options?: CallOptions): Promise<ReadProfile> {
    const profile = await this.whoAmI(credentials, options);
    const evidence = this.evidence('GET /2/users/me', this.user);
    return { evidence, user: this.user, profile };
  }

  private answer(request: PageRequest, isEmpty: boolean): PostPage {
    const { stream = 'posts', sinceId, limit = Infinity } = request;
    const matching = this.matching(request);
    const read = isEmpty ? [] : matching.slice(0, Math.min(limit, this.pageSize));
    const ids = read.filter((id) => stream === 'likes' || !isReached(id, sinceId));
    const earlier = ids.flatMap((id) => this.earlierVersions.get(id) ?? []);
    const all = [...ids, ...earlier].flatMap((id) => this.shown(id, stream));
    const isOfOthers = stream === 'mentions' || stream === 'quotes';
    const raw = all.map((post) => post.raw.post);
    const page = {
      evidence: this.evidence(requestLine(request), raw),
      asOf: this.clock.now(),
      posts: all.filter((post) => !isOfOthers || post.raw.post.author_id !== request.accountId),
      oldestId: stream === 'likes' ? undefined : ids.at(-1),
      shownFrom: this.shownFrom(stream),
      postsRead: read.length,
      billed: read.length + earlier.length,
    };
    if ((ids.length < read.length || read.length === matching.length) && !isEmpty)
      return { kind: 'last', ...page };
    const last = ids.at(-1) ?? request.pageToken?.split('/')[0] ?? request.untilId ?? '';
    return { kind: 'page', ...page, nextPageToken: `${last}/${this.requests.length}` };
  }

  /** What a request and all that follow it by token would give. Of messages X knows no lowest id. */
  private matching({ stream, usernames, sinceId, untilId, pageToken }: PageRequest): PostId[] {
    const after = pageToken?.split('/')[0];
    if (stream === 'likes') {
      const likes = this.listed('likes');
      return likes.slice(likes.indexOf(after ?? '') + 1);
    }
    const belowId = after ?? untilId;
    const isNamed = (id: PostId) => usernames?.includes(this.quotedAs.get(id) ?? '') ?? false;
    return this.listed(stream).filter(
      (id) =>
        (stream !== 'quotes' || isNamed(id)) &&
        (stream === 'messages' || !isReached(id, sinceId)) &&
        (belowId === undefined || belowId === '' || compareIds(id, belowId) < 0),
    );
  }

  private shownFrom(stream: PagedStream): PostId | undefined {
    const days = REACH_DAYS[stream];
    if (days === undefined) return undefined;
    return firstIdAt(new Date(this.clock.now().getTime() - days * DAY_MS));
  }

  private shown(id: PostId, stream: PagedStream = 'posts'): SourcePost | [] {
    const fields = { id, created_at: timeOfId(id)?.toISOString(), ...this.fields.get(id) };
    if (stream === 'messages') return toSourceMessage(aRawMessage(fields), '7') ?? [];
    const author = stream === 'posts' ? '7' : '8';
    return toSourcePost(aRawPost({ author_id: author, ...fields })) ?? [];
  }

  private evidence(request: string, data: JsonObject | JsonObject[]): PageEvidence {
    const body = Buffer.from(JSON.stringify({ data }));
    return { request, body, headers: {}, receivedAt: this.clock.now() };
  }
}

function isReached(id: PostId, sinceId: PostId | undefined): boolean {
  return sinceId !== undefined && compareIds(id, sinceId) <= 0;
}

const PATHS: Readonly<Record<PagedStream, (accountId: string) => string>> = {
  posts: (id) => `users/${id}/tweets`,
  mentions: (id) => `users/${id}/mentions`,
  quotes: () => 'tweets/search/recent',
  messages: () => 'dm_events',
  likes: (id) => `users/${id}/liked_tweets`,
};

function requestLine(request: PageRequest): string {
  const { accountId, stream = 'posts', sinceId, untilId, pageToken } = request;
  const query = { since_id: sinceId, until_id: untilId, pagination_token: pageToken };
  const given = Object.entries(query).map(([name, value]) => (value ? `${name}=${value}` : []));
  return `GET /2/${PATHS[stream](accountId)}?${given.flat().join('&')}`;
}
