import { Injectable } from '@nestjs/common';
import { PostArchive, type PostToSave, type SaveResult } from '@app/archive';
import { filesOfPost, type MediaFile, postKind, timeOfId } from '@app/domain';
import { type ReadPage, type SourcePost } from '@app/twitter-ingestion';

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
    const { receivedAt: at } = evidence;
    const pageName = await this.archive.savePage({ accountId, ...evidence });
    await this.media.keep(accountId, uniqueFiles(page), signal);
    const records = posts.map((post) => toSave(accountId, post, at));
    return this.archive.savePosts(accountId, records, { pageName, at });
  }

  /** Tries again to get the media that earlier pages lacked. */
  async retryMissingMedia(accountId: string, signal?: AbortSignal): Promise<void> {
    await this.media.retryMissing(accountId, signal);
  }
}

/** A post that cannot be read is kept as it came, with what its id tells: nothing is lost, and capture goes on. */
function toSave(accountId: string, { id, raw, post }: SourcePost, seenAt: Date): PostToSave {
  return {
    record: { schemaVersion: 1, accountId, postId: id, format: 'x-api-v2', raw },
    createdAt: post?.createdAt ?? wholeSecond(timeOfId(id)) ?? seenAt,
    kind: post ? postKind(post) : 'unreadable',
  };
}

/** X tells when a post was made in whole seconds, and windows of time are judged by that. */
function wholeSecond(time: Date | undefined): Date | undefined {
  return time && new Date(Math.floor(time.getTime() / 1000) * 1000);
}

function uniqueFiles(page: ReadPage): MediaFile[] {
  const files = page.posts.flatMap(({ post }) => (post ? filesOfPost(post) : []));
  return [...new Map(files.map((file) => [file.fileKey, file])).values()];
}
