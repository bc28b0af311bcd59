import { Injectable } from '@nestjs/common';
import { PostArchive, type SaveResult } from '@app/archive';
import { filesOfPost, type MediaFile, postKind } from '@app/domain';
import { type ReadPage } from '@app/twitter-ingestion';

import { MediaKeeper } from './media-keeper';

/** Puts one page of X into the archive. */
@Injectable()
export class PageKeeper {
  constructor(
    private readonly archive: PostArchive,
    private readonly media: MediaKeeper,
  ) {}

  /**
   * Evidence first, then media, then the posts: a post that is listed has all that belongs to it. Idempotent;
   * repeat it after any failure.
   */
  async keep(accountId: string, page: ReadPage, signal?: AbortSignal): Promise<SaveResult> {
    const { evidence, posts } = page;
    const pageName = await this.archive.savePage({ accountId, ...evidence });
    await this.media.keep(accountId, uniqueFiles(page), signal);
    return this.archive.savePosts(
      accountId,
      posts.map(({ raw, post }) => ({
        record: { schemaVersion: 1, accountId, postId: post.id, format: 'x-api-v2', raw },
        createdAt: post.createdAt,
        kind: postKind(post),
      })),
      { pageName, at: evidence.receivedAt },
    );
  }
}

function uniqueFiles(page: ReadPage): MediaFile[] {
  const files = page.posts.flatMap(({ post }) => filesOfPost(post));
  return [...new Map(files.map((file) => [file.fileKey, file])).values()];
}
