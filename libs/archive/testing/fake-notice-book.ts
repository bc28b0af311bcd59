import { type NoticeBook } from '@app/archive';
import { CrashPoint } from '@testing/domain';

/** A notice book in memory. */
export class FakeNoticeBook implements NoticeBook {
  private readonly times = new Map<string, Date>();

  constructor(private readonly crash = new CrashPoint()) {}

  async noticeLikes(
    accountId: string,
    postIds: readonly string[],
    at: Date,
  ): Promise<ReadonlyMap<string, Date>> {
    await Promise.resolve();
    return new Map(postIds.map((postId) => [postId, this.notice(`${accountId} ${postId}`, at)]));
  }

  private notice(key: string, at: Date): Date {
    this.crash.read();
    const known = this.times.get(key);
    if (!known) this.crash.write(() => this.times.set(key, at));
    return known ?? at;
  }
}
