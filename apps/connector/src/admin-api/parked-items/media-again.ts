import { Injectable } from '@nestjs/common';
import { entriesOfItem, MediaArchive, PostArchive, type PostEntry } from '@app/archive';
import { isFaultOfOnePost } from '@app/delivery';
import { filesOfContent, readContent } from '@app/domain';

/** Media files that capture has given up. */
@Injectable()
export class MediaAgain {
  constructor(
    private readonly posts: PostArchive,
    private readonly media: MediaArchive,
  ) {}

  /** Lets the next capture try again what is still missing of what the item is made of. */
  async tryFor(accountId: string, itemId: string): Promise<void> {
    for (const entry of await entriesOfItem(this.posts, accountId, itemId)) {
      await this.media.tryAnew(accountId, await this.fileKeys(entry));
    }
  }

  /** A post that cannot be read tells of no media. */
  private async fileKeys(entry: PostEntry): Promise<string[]> {
    try {
      const content = readContent(await this.posts.read(entry));
      return filesOfContent(content).map(({ fileKey }) => fileKey);
    } catch (error) {
      if (isFaultOfOnePost(error)) return [];
      throw error;
    }
  }
}
