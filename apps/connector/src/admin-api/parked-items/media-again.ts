import { Injectable } from '@nestjs/common';
import { MediaArchive, PostArchive, type PostEntry } from '@app/archive';
import { type AppErrorCode, filesOfPost, isAppError, type PostId, readPost } from '@app/domain';

/** A post that cannot be read tells of no media. */
const UNREADABLE: ReadonlySet<AppErrorCode> = new Set([
  'conversion.unreadable_post',
  'archive.not_found',
  'archive.corrupt',
]);

/** Media files that capture has given up. */
@Injectable()
export class MediaAgain {
  constructor(
    private readonly posts: PostArchive,
    private readonly media: MediaArchive,
  ) {}

  /** Lets the next capture try again what a post still misses. */
  async tryFor(accountId: string, postId: PostId): Promise<void> {
    for (const entry of await this.posts.find(accountId, postId)) {
      await this.media.tryAnew(accountId, await this.fileKeys(entry));
    }
  }

  private async fileKeys(entry: PostEntry): Promise<string[]> {
    try {
      const { raw } = await this.posts.read(entry);
      return filesOfPost(readPost(raw)).map(({ fileKey }) => fileKey);
    } catch (error) {
      if (isAppError(error) && UNREADABLE.has(error.code)) return [];
      throw error;
    }
  }
}
