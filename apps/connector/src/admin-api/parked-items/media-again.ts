import { Injectable } from '@nestjs/common';
import { MediaArchive, PostArchive, type PostEntry } from '@app/archive';
import { isFaultOfOnePost } from '@app/delivery';
import { filesOfPost, type PostId, readPost } from '@app/domain';

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

  /** A post that cannot be read tells of no media. */
  private async fileKeys(entry: PostEntry): Promise<string[]> {
    try {
      const { raw } = await this.posts.read(entry);
      return filesOfPost(readPost(raw)).map(({ fileKey }) => fileKey);
    } catch (error) {
      if (isFaultOfOnePost(error)) return [];
      throw error;
    }
  }
}
