import {
  type AccountProfile,
  AppError,
  type Clock,
  compareIds,
  type JsonObject,
  type PostId,
  timeOfId,
  type XCredentials,
} from '@app/domain';
import {
  type CallOptions,
  type LookUpResult,
  type PageEvidence,
  type PageRequest,
  type PostPage,
  type PostSource,
  type SourcePost,
  toSourcePost,
} from '@app/twitter-ingestion';
import { aRawPost } from '@testing/domain';

/** What the fake answers to one request, instead of the page asked for. */
export type Disturbance = 'empty-page' | 'first-page-again' | 'limited' | AppError;

/** An account's timeline as X lists it, in memory: newest first, only the newest `reach` posts. */
export class FakePostSource implements PostSource {
  readonly pageSize: number;
  readonly reach: number;
  /** Every timeline request there was. */
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
  /** Newest first. */
  private ids: PostId[] = [];

  constructor(
    private readonly clock: Clock,
    { pageSize = 100, reach = 3200 }: { pageSize?: number; reach?: number } = {},
  ) {
    this.pageSize = pageSize;
    this.reach = reach;
  }

  /** Posts of the account; X lists them from now on. */
  post(...ids: PostId[]): void {
    const isNewer = ids.every((id, i) => compareIds(id, ids[i - 1] ?? this.ids[0] ?? '0') > 0);
    const all = [...ids.toReversed(), ...this.ids];
    this.ids = isNewer ? all : [...new Set(all)].sort((a, b) => compareIds(b, a));
  }

  remove(id: PostId): void {
    this.ids = this.ids.filter((other) => other !== id);
  }

  /** Ids X lists now, newest first. */
  listed(): PostId[] {
    return this.ids.slice(0, this.reach);
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
    const posts = ids.filter((id) => this.ids.includes(id)).flatMap((id) => this.shown(id));
    const missing = ids
      .filter((id) => !this.ids.includes(id))
      .map((id) => ({ id, title: 'Not Found Error', detail: 'Could not find tweet' }));
    const evidence = this.evidence(`GET /2/tweets?ids=${ids.join(',')}`, posts);
    return { kind: 'found', evidence, posts, missing, postsRead: posts.length };
  }

  async whoAmI(_?: XCredentials, { signal }: CallOptions = {}): Promise<AccountProfile> {
    await Promise.resolve();
    signal?.throwIfAborted();
    const postCount = this.postCount ?? this.ids.length;
    return { accountId: '7', username: 'contoso', name: 'Contoso', postCount };
  }

  private answer(request: PageRequest, isEmpty: boolean): PostPage {
    const { sinceId, untilId, pageToken, limit } = request;
    const belowId = pageToken?.split('/')[0] ?? untilId;
    const matching = this.listed().filter(
      (id) =>
        (sinceId === undefined || compareIds(id, sinceId) > 0) &&
        (belowId === undefined || belowId === '' || compareIds(id, belowId) < 0),
    );
    const ids = isEmpty ? [] : matching.slice(0, limit ?? this.pageSize);
    const earlier = ids.flatMap((id) => this.earlierVersions.get(id) ?? []);
    const posts = [...ids, ...earlier].flatMap((id) => this.shown(id));
    const page = {
      evidence: this.evidence(requestLine(request), posts),
      asOf: this.clock.now(),
      posts,
      oldestId: ids.at(-1),
      postsRead: ids.length,
    };
    if (ids.length === matching.length && !isEmpty) return { kind: 'last', ...page };
    const token = `${ids.at(-1) ?? belowId ?? ''}/${this.requests.length}`;
    return { kind: 'page', ...page, nextPageToken: token };
  }

  private shown(id: PostId): SourcePost | [] {
    const fields = { id, created_at: timeOfId(id)?.toISOString(), ...this.fields.get(id) };
    return toSourcePost(aRawPost(fields)) ?? [];
  }

  private evidence(request: string, posts: SourcePost[]): PageEvidence {
    const body = Buffer.from(JSON.stringify({ data: posts.map(({ raw }) => raw.post) }));
    return { request, body, headers: {}, receivedAt: this.clock.now() };
  }
}

function requestLine({ accountId, sinceId, untilId, pageToken }: PageRequest): string {
  const query = { since_id: sinceId, until_id: untilId, pagination_token: pageToken };
  const given = Object.entries(query).map(([name, value]) => (value ? `${name}=${value}` : []));
  return `GET /2/users/${accountId}/tweets?${given.flat().join('&')}`;
}
