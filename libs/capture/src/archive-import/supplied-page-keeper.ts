import { Injectable } from '@nestjs/common';
import { PostArchive, sha256Hex } from '@app/archive';
import { type ImportCounts } from '@app/domain';
import {
  type ArchiveProblem,
  type SuppliedPage,
  type SuppliedPost,
  type XArchive,
} from '@app/twitter-ingestion';
import pLimit from 'p-limit';

import { postToSave } from '../post-to-save';
import { deletionsIn } from './deletions-in';
import { type PostsOfApi } from './posts-of-api';
import { saysMore } from './says-more';
import { SuppliedMediaKeeper } from './supplied-media-keeper';

const COMPARED_AT_ONCE = 8;

interface PageContext {
  source: XArchive;
  ofApi: PostsOfApi;
  onProblem: (problem: ArchiveProblem) => void;
  signal?: AbortSignal;
}

/** Puts one page of the owner's archive into ours. */
@Injectable()
export class SuppliedPageKeeper {
  constructor(
    private readonly archive: PostArchive,
    private readonly media: SuppliedMediaKeeper,
  ) {}

  /** The statement an archive makes of itself, as evidence; the blob's name. */
  keepStatement({ statement }: XArchive): Promise<string> {
    return this.archive.savePage({
      accountId: statement.owner.accountId,
      request: 'data/manifest.js',
      headers: {},
      receivedAt: statement.generatedAt,
      body: statement.evidence,
    });
  }

  /**
   * In the order of capture: evidence, media, posts; then that posts were deleted. Idempotent; names and times are those of the archive, not of the import, so that a
   * repeated one writes the same.
   */
  async keep(page: SuppliedPage, context: PageContext): Promise<ImportCounts> {
    const { statement } = context.source;
    const { accountId } = statement.owner;
    const at = statement.generatedAt;
    const pageName = await this.archive.savePage({
      ...{ accountId, request: page.request, body: page.body },
      headers: { 'manifest-sha256': sha256Hex(statement.evidence) },
      receivedAt: at,
    });
    const files = page.posts.flatMap((post) => post.files);
    const kept = await this.media.keep(context.source, files, context.onProblem, context.signal);
    const posts = await this.worthKeeping(page.posts, context.ofApi);
    const records = posts.map((post) =>
      postToSave(accountId, post, at, { format: 'x-archive', supplied: post.supplied }),
    );
    const seen = { pageName, at };
    const { added, known } = await this.archive.savePosts(accountId, records, seen);
    const deletions = deletionsIn(page.posts, accountId, at);
    if (deletions.length > 0) await this.archive.savePosts(accountId, deletions, seen);
    const ofApi = page.posts.length - posts.length;
    return { entries: page.entries, added, known, ofApi, ...kept };
  }

  private async worthKeeping(
    posts: readonly SuppliedPost[],
    ofApi: PostsOfApi,
  ): Promise<SuppliedPost[]> {
    const isWorth = await pLimit(COMPARED_AT_ONCE).map([...posts], async (post) =>
      ofApi.has(post.id) ? saysMore(post, await ofApi.newest(post.id)) : true,
    );
    return posts.filter((_, i) => isWorth[i]);
  }
}
