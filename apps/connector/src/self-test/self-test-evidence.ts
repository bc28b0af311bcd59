import { Injectable } from '@nestjs/common';
import { PostArchive, type PostEntry } from '@app/archive';
import { Clock, compareIds, type PostId, wholeSecond } from '@app/domain';
import { ParkedItems, type SelfTest } from '@app/jobs';

import { type Account } from '../admin-api/accounts/account';
import { Deliveries } from './deliveries';
import { type Evidence } from './self-test-steps';

/** Reads from what is stored how far the posts of a test have come. */
@Injectable()
export class SelfTestEvidence {
  constructor(
    private readonly archive: PostArchive,
    private readonly deliveries: Deliveries,
    private readonly parked: ParkedItems,
    private readonly clock: Clock,
  ) {}

  async of(test: SelfTest, { jobs }: Account): Promise<Evidence> {
    const { accountId, shown: ids } = test;
    const found = await Promise.all(ids.map((id) => this.firstVersion(accountId, id)));
    const shown = found.flatMap((entry) => entry ?? []);
    const post =
      test.follow === 'newest'
        ? shown.find(({ postId }) => postId === ids[0])
        : await this.firstAfter(test);
    if (!post) return { shown };
    const jobIds = jobs.map(({ jobId }) => jobId);
    const task = await this.deliveries.find(jobIds, post);
    const parked = await this.parkedReason(jobIds, post.postId);
    return { shown, post, ...(parked !== undefined && { parked }), ...(task && { task }) };
  }

  private async firstVersion(accountId: string, postId: PostId): Promise<PostEntry | undefined> {
    const [first] = await this.archive.find(accountId, postId);
    return first;
  }

  /** Its own, made after the start and newer than what X showed then. */
  private async firstAfter({
    accountId,
    startedAt,
    shown: [newest = '0'],
  }: SelfTest): Promise<PostEntry | undefined> {
    const start = wholeSecond(startedAt);
    for await (const entry of this.archive.list(accountId, { start, end: this.clock.now() })) {
      if (entry.type === 'post' && compareIds(entry.postId, newest) > 0) return entry;
    }
    return undefined;
  }

  private async parkedReason(jobIds: readonly string[], postId: PostId) {
    const items = await Promise.all(jobIds.map((jobId) => this.parked.find(jobId, postId)));
    return items.find((item) => item !== undefined)?.reason;
  }
}
