import { Injectable } from '@nestjs/common';
import { AbsenceBook, PostArchive, sha256Hex } from '@app/archive';
import { type ImportCounts, type ImportedKind } from '@app/domain';
import {
  type ArchiveProblem,
  type SuppliedPage,
  type SuppliedPost,
  type XArchive,
} from '@app/twitter-ingestion';

import { deletionsIn } from './deletions-in';
import { type KnownRecords } from './known-records';
import { SuppliedMediaKeeper } from './supplied-media-keeper';
import { SuppliedRecords } from './supplied-records';

interface PageContext {
  kind: ImportedKind;
  source: XArchive;
  before: KnownRecords;
  onProblem: (problem: ArchiveProblem) => void;
  signal?: AbortSignal;
}

/** Puts one page of the owner's archive into ours. */
@Injectable()
export class SuppliedPageKeeper {
  constructor(
    private readonly archive: PostArchive,
    private readonly media: SuppliedMediaKeeper,
    private readonly records: SuppliedRecords,
    private readonly absences: AbsenceBook,
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
   * In the order of capture: evidence, media, records; then that posts were deleted. Idempotent; names and times are those of the
   * archive, not of the import, so that a repeated one writes the same.
   */
  async keep(page: SuppliedPage, context: PageContext): Promise<ImportCounts> {
    const { kind, source, before, onProblem, signal } = context;
    const { statement } = source;
    const { accountId } = statement.owner;
    const at = statement.generatedAt;
    const pageName = await this.archive.savePage({
      ...{ accountId, request: page.request, body: page.body },
      headers: { 'manifest-sha256': sha256Hex(statement.evidence) },
      receivedAt: at,
    });
    const posts = kind === 'posts' ? await this.withoutRemoved(page.posts, accountId) : page.posts;
    const files = posts.flatMap((post) => post.files);
    const keptFiles = await this.media.keep(source, files, onProblem, signal);
    const { records, known, ofApi } = await this.records.of(
      { ...page, posts },
      { kind, accountId, at, before },
    );
    const seen = { pageName, at };
    const saved = await this.archive.savePosts(accountId, records, seen);
    // What was noticed at X has its record, which is one item with this.
    const untold = posts.filter(({ id }) => !before.has('deletion', id, 'api'));
    const deletions = kind === 'posts' ? deletionsIn(untold, accountId, at) : [];
    if (deletions.length > 0) await this.archive.savePosts(accountId, deletions, seen);
    const { added } = saved;
    const left = page.posts.length - posts.length;
    return { entries: page.entries, added, known: saved.known + known + left, ofApi, ...keptFiles };
  }

  /** What was removed by a policy does not come back, nor do its files; the archive takes it out of the page. */
  private async withoutRemoved(
    posts: readonly SuppliedPost[],
    accountId: string,
  ): Promise<SuppliedPost[]> {
    const removed = await this.absences.listRemoved(accountId);
    const ids = new Set(removed.map(({ postId }) => postId));
    return posts.filter(({ id }) => !ids.has(id));
  }
}
