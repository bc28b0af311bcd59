import { Injectable } from '@nestjs/common';
import { dayOf } from '@app/archive';
import { type AccountProfile, type PostId, type Stream, type XCredentials } from '@app/domain';
import {
  type CallOptions,
  type LookUpResult,
  type PageRequest,
  type PostPage,
  PostSource,
  type ReadProfile,
} from '@app/twitter-ingestion';

import { ReadBudget } from './read-budget';

/**
 * X, as far as the month's reads go: nothing is asked for once they are used up (`capture.read_budget_spent`), and each answer is counted
 * before anybody sees it. Each of several workers may be one answer beyond.
 */
@Injectable()
export class MeteredPostSource implements PostSource {
  /** The day on which each account's was read last; a process that begins anew counts it once more. */
  private readonly profilesRead = new Map<string, string>();

  constructor(
    private readonly source: PostSource,
    private readonly budget: ReadBudget,
  ) {}

  fetchPage(
    credentials: XCredentials,
    request: PageRequest,
    options?: CallOptions,
  ): Promise<PostPage> {
    const { accountId, stream = 'posts' } = request;
    return this.metered(stream, async () => {
      const page = await this.source.fetchPage(credentials, request, options);
      return [page, accountId, page.kind === 'limited' ? 0 : page.billed];
    });
  }

  lookUp(
    credentials: XCredentials,
    accountId: string,
    ids: readonly PostId[],
    options?: CallOptions,
  ): Promise<LookUpResult> {
    return this.metered('deletions', async () => {
      const found = await this.source.lookUp(credentials, accountId, ids, options);
      return [found, accountId, found.kind === 'limited' ? 0 : found.billed];
    });
  }

  /** Asked for to know whether all own posts were read. */
  whoAmI(credentials: XCredentials, options?: CallOptions): Promise<AccountProfile> {
    return this.metered('posts', async () => {
      const profile = await this.source.whoAmI(credentials, options);
      return [profile, profile.accountId, 1];
    });
  }

  /** X bills a user once a day, however often it is read (https://docs.x.com/x-api/getting-started/pricing). */
  fetchProfile(credentials: XCredentials, options?: CallOptions): Promise<ReadProfile> {
    return this.metered('profile', async () => {
      const read = await this.source.fetchProfile(credentials, options);
      const { accountId } = read.profile;
      const today = dayOf(read.evidence.receivedAt);
      const isBilled = this.profilesRead.get(accountId) !== today;
      this.profilesRead.set(accountId, today);
      return [read, accountId, isBilled ? 1 : 0];
    });
  }

  private async metered<T>(
    stream: Stream,
    read: () => Promise<[answer: T, accountId: string, billed: number]>,
  ): Promise<T> {
    await this.budget.check(stream);
    const [answer, accountId, billed] = await read();
    await this.budget.count(accountId, billed);
    return answer;
  }
}
