import { Injectable } from '@nestjs/common';
import { PostArchive, type SaveResult } from '@app/archive';
import { filesOfPost, type MediaFile } from '@app/domain';
import { type ReadPage } from '@app/twitter-ingestion';

import { MediaKeeper } from './media-keeper';
import { postToSave } from './post-to-save';

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
    const { receivedAt: at } = evidence;
    const pageName = await this.archive.savePage({ accountId, ...evidence });
    await this.media.keep(accountId, uniqueFiles(page), signal);
    const records = posts.map((post) => postToSave(accountId, post, at, { format: 'x-api-v2' }));
    return this.archive.savePosts(accountId, records, { pageName, at });
  }

  /** Tries again to get the media that earlier pages lacked. */
  async retryMissingMedia(accountId: string, signal?: AbortSignal): Promise<void> {
    await this.media.retryMissing(accountId, signal);
  }
}

function uniqueFiles(page: ReadPage): MediaFile[] {
  const files = page.posts.flatMap(({ post }) => (post ? filesOfPost(post) : []));
  return [...new Map(files.map((file) => [file.fileKey, file])).values()];
}
