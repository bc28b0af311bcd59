import { Injectable } from '@nestjs/common';
import { PostArchive, type PostToSave, type SaveResult } from '@app/archive';
import { eachFileOnce, filesOfContent, filesOfPost, type MediaFile } from '@app/domain';
import { type PageEvidence, type ReadPage, type SourcePost } from '@app/twitter-ingestion';

import { MediaKeeper } from './media-keeper';
import { postToSave } from './post-to-save';

export interface KeepOptions {
  /** What is kept of each post, which was seen at `at`; the account's own unless told. */
  toSave?: (post: SourcePost, at: Date) => PostToSave;
  /** Files that belong to them besides those they show. */
  files?: readonly MediaFile[];
  signal?: AbortSignal;
}

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
  async keep(
    accountId: string,
    { evidence, posts }: Pick<ReadPage, 'evidence' | 'posts'>,
    options: KeepOptions = {},
  ): Promise<SaveResult> {
    const pageName = await this.keepEvidence(accountId, evidence);
    return this.keepPosts(accountId, posts, { pageName, at: evidence.receivedAt }, options);
  }

  /** The answer alone; the name of its blob. */
  keepEvidence(accountId: string, evidence: PageEvidence): Promise<string> {
    return this.archive.savePage({ accountId, ...evidence });
  }

  /** What an answer showed that is kept already. */
  async keepPosts(
    accountId: string,
    posts: readonly SourcePost[],
    seen: { pageName: string; at: Date },
    { signal, files = [], toSave = ownPost(accountId) }: KeepOptions = {},
  ): Promise<SaveResult> {
    const all = eachFileOnce([...files, ...posts.flatMap(filesOfSource)]);
    await this.media.keep(accountId, all, signal);
    const records = posts.map((post) => toSave(post, seen.at));
    return this.archive.savePosts(accountId, records, seen);
  }

  /** Tries again to get the media that earlier pages lacked. */
  async retryMissingMedia(accountId: string, signal?: AbortSignal): Promise<void> {
    await this.media.retryMissing(accountId, signal);
  }
}

function ownPost(accountId: string) {
  return (post: SourcePost, at: Date) => postToSave(accountId, post, at);
}

function filesOfSource({ post, message }: SourcePost): MediaFile[] {
  if (message) return filesOfContent({ type: 'message', message });
  return post ? filesOfPost(post) : [];
}
