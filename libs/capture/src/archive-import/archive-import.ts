import { Injectable } from '@nestjs/common';
import { CaptureStateStore, PostArchive, type SuppliedPeriod } from '@app/archive';
import {
  AppError,
  Clock,
  type IdRange,
  type ImportReport,
  intervalsWithin,
  isAppError,
  withGapsClosed,
} from '@app/domain';
import { XArchive } from '@app/twitter-ingestion';

import { type ArchiveImportRequest, NOTHING_IMPORTED, sumOf } from './import-report';
import { PostsOfApi } from './posts-of-api';
import { SuppliedPageKeeper } from './supplied-page-keeper';

/** Capture of the account saves every few seconds at most. */
const MAX_SAVES = 20;

/**
 * Brings the archive that an account's owner has downloaded from X into ours. Idempotent: stopped at any moment and repeated, it
 * leaves what one that was not stopped leaves. Rejects with `import.*`, `archive.*`, or the signal's reason.
 */
@Injectable()
export class ArchiveImport {
  constructor(
    private readonly posts: PostArchive,
    private readonly states: CaptureStateStore,
    private readonly keeper: SuppliedPageKeeper,
    private readonly clock: Clock,
  ) {}

  async run(request: ArchiveImportRequest): Promise<ImportReport> {
    const source = await XArchive.open(request.file);
    try {
      this.check(source, request.accountIds);
      return await this.importAll(source, request);
    } finally {
      source.close();
    }
  }

  private check({ statement: { owner, generatedAt } }: XArchive, accountIds: readonly string[]) {
    const { accountId, username } = owner;
    if (!accountIds.includes(accountId)) {
      throw new AppError(
        'import.other_account',
        `The archive is of @${username} (${accountId}), not of an account it may be imported into.`,
        { accountId, username },
      );
    }
    if (generatedAt > this.clock.now()) {
      throw new AppError(
        'import.unreadable_archive',
        'The archive says that X will make it in the future. Check the clock of this machine.',
        { generatedAt: generatedAt.toISOString() },
      );
    }
  }

  private async importAll(source: XArchive, request: ArchiveImportRequest): Promise<ImportReport> {
    const { signal, onProgress, onProblem } = request;
    const { owner, generatedAt } = source.statement;
    const { accountId, username } = owner;
    const evidence = await this.keeper.keepStatement(source);
    const ofApi = await PostsOfApi.load(this.posts, accountId, this.clock.now());
    let counts = NOTHING_IMPORTED;
    let problems = 0;
    const tell: typeof onProblem = (problem) => {
      problems += 1;
      onProblem?.(problem);
    };
    for await (const page of source.pages(tell)) {
      signal?.throwIfAborted();
      const kept = await this.keeper.keep(page, { source, ofApi, onProblem: tell, signal });
      counts = sumOf(counts, kept);
      await onProgress?.(counts, source.announced('posts', 'deleted-posts'));
    }
    const [directMessages, likes] = [await source.countMessages(), await source.countLikes()];
    const others = { directMessages, likes };
    const period = source.suppliedRange;
    const closedGaps = period
      ? await this.closeGaps(accountId, { ...period, generatedAt, evidence })
      : [];
    return { ...counts, accountId, username, generatedAt, problems, others, period, closedGaps };
  }

  /** Notes the period, so that capture knows of it when it meets the end of X's timeline only later. */
  private async closeGaps(accountId: string, period: SuppliedPeriod): Promise<IdRange[]> {
    for (let saves = 1; ; saves++) {
      const { state, revision } = await this.states.load(accountId);
      const others = (state.supplied ?? []).filter(({ evidence }) => evidence !== period.evidence);
      const supplied = [...others, period];
      const coverage = withGapsClosed(state.coverage, supplied);
      try {
        await this.states.save(accountId, { ...state, coverage, supplied }, revision);
        return intervalsWithin(state.coverage, period, 'unreachable');
      } catch (error) {
        if (!isAppError(error, 'archive.conflict') || saves === MAX_SAVES) throw error;
      }
    }
  }
}
