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
import { StreamChoices } from '@app/jobs';
import { XArchive } from '@app/twitter-ingestion';

import { type ArchiveImportRequest } from './import-report';
import { ImportRun } from './import-run';
import { KnownRecords } from './known-records';
import { SuppliedPageKeeper } from './supplied-page-keeper';

/** Capture of the account saves every few seconds at most. */
const MAX_SAVES = 20;

/**
 * Brings the archive that an account's owner has downloaded from X into ours. Idempotent: stopped at any moment and repeated, it
 * leaves what one that was not stopped leaves. Rejects with `import.*`,
 * `archive.*`, `jobs.unavailable`, or the signal's reason.
 */
@Injectable()
export class ArchiveImport {
  constructor(
    private readonly posts: PostArchive,
    private readonly states: CaptureStateStore,
    private readonly keeper: SuppliedPageKeeper,
    private readonly choices: StreamChoices,
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
    const { owner, generatedAt } = source.statement;
    const { accountId, username } = owner;
    const streams = await this.choices.of(accountId);
    const evidence = await this.keeper.keepStatement(source);
    const before = await KnownRecords.load(this.posts, accountId, this.clock.now());
    const run = await ImportRun.begin({ source, before, streams, request, keeper: this.keeper });
    const { withoutId: _, ...posts } = await run.keepAll('posts');
    const messages = await run.keepIfOn('messages');
    const likes = await run.keepIfOn('likes');
    const period = source.suppliedRange;
    const closedGaps = period
      ? await this.closeGaps(accountId, { ...period, generatedAt, evidence })
      : [];
    const { problems } = run;
    return {
      ...{ ...posts, accountId, username, generatedAt, problems },
      ...{ messages, likes, period, closedGaps },
    };
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
