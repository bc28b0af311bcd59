import { Injectable } from '@nestjs/common';
import { AccountCredentials, MeteredPostSource } from '@app/capture';
import { isAppError, type PostId } from '@app/domain';
import { type SelfTest } from '@app/jobs';

import { type Account } from '../admin-api/accounts/account';

/** The fewest X gives; each is billed. */
const NEWEST = 5;

/** What X shows an account's own keys in this moment. */
@Injectable()
export class XLook {
  constructor(
    private readonly credentials: AccountCredentials,
    private readonly source: MeteredPostSource,
  ) {}

  /** What X or the store of secrets refuses is an answer, not a failure. */
  async at({
    accountId,
    username,
    loggedInAt,
  }: Account): Promise<Pick<SelfTest, 'refusal' | 'shown'>> {
    try {
      const keys = await this.credentials.of(accountId, loggedInAt);
      const owner = await this.source.whoAmI(keys);
      if (owner.accountId !== accountId) {
        const message = `The keys are those of @${owner.username}, not of @${username}.`;
        return { refusal: { code: 'jobs.other_account', message }, shown: [] };
      }
      const page = await this.source.fetchPage(keys, { accountId, limit: NEWEST });
      if (page.kind !== 'limited') return { shown: idsOf(page.posts) };
      const message = `X asks to wait until ${page.retryAt.toISOString()}.`;
      return { refusal: { code: 'twitter.rate_limited', message }, shown: [] };
    } catch (error) {
      if (!isAppError(error)) throw error;
      return { refusal: { code: error.code, message: error.message }, shown: [] };
    }
  }
}

function idsOf(posts: readonly { id: PostId }[]): PostId[] {
  return posts.slice(0, NEWEST).map(({ id }) => id);
}
