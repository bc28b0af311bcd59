import { Injectable } from '@nestjs/common';
import { AppError, Clock, isAppError } from '@app/domain';
import {
  begun,
  ImportFiles,
  type ImportKey,
  type ImportProgress,
  ImportStore,
  isHopeless,
  progressed,
  type SuppliedImport,
} from '@app/imports';

import { ArchiveImport } from '../archive-import/archive-import';
import { ImportEnds } from './import-ends';
import { ProblemList } from './problem-list';

/** How a run went: `nothing` to do; an end; or `delayed`: it is tried again in a minute. */
export type ImportRunEnd =
  | { kind: 'nothing' }
  | { kind: 'done' | 'cancelled'; known: SuppliedImport }
  | { kind: 'failed' | 'delayed'; known: SuppliedImport; error: unknown };

/** Brings an uploaded archive into ours. Stopped at any moment and run again, it leaves what one that was not stopped leaves. */
@Injectable()
export class ImportRunner {
  constructor(
    private readonly store: ImportStore,
    private readonly files: ImportFiles,
    private readonly archiveImport: ArchiveImport,
    private readonly ends: ImportEnds,
    private readonly clock: Clock,
  ) {}

  /** By one worker at a time. Rejects with the signal's reason, and with `import.unavailable` when not even that can be noted. */
  async run(key: ImportKey, signal: AbortSignal): Promise<ImportRunEnd> {
    const one = await this.take(key);
    if (!one) return { kind: 'nothing' };
    try {
      if (isHopeless(one)) throw hopeless(one);
      const report = await this.import(one, signal);
      const known = await this.ends.finish(one, report);
      return known.state === 'done' ? { kind: 'done', known } : { kind: 'cancelled', known };
    } catch (error) {
      if (signal.aborted) throw error;
      return this.endOf(one, error);
    }
  }

  /** `undefined` when there is nothing to do now, or when it is cancelled at this moment. */
  private async take(key: ImportKey): Promise<SuppliedImport | undefined> {
    const now = this.clock.now();
    const known = await this.store.find(key);
    if (!known || !begun(known, now)) return undefined;
    const one = await this.store.change(key, (each) => begun(each, now) ?? each);
    return one.state === 'running' ? one : undefined;
  }

  private async endOf(one: SuppliedImport, error: unknown): Promise<ImportRunEnd> {
    if (!(await this.ends.isWanted(one))) return { kind: 'cancelled', known: one };
    const passes = !isAppError(error) || error.fault === 'transient';
    if (passes) return { kind: 'delayed', known: await this.ends.delay(one, error), error };
    return { kind: 'failed', known: await this.ends.fail(one, error), error };
  }

  private async import(one: SuppliedImport, signal: AbortSignal) {
    const file = await this.files.openZip(one);
    const problems = new ProblemList((bytes) => this.files.saveProblems(one, bytes));
    const unwanted = new AbortController();
    try {
      return await this.archiveImport.run({
        ...{ file, accountIds: [one.accountId], counted: one.progress?.byKind },
        signal: AbortSignal.any([signal, unwanted.signal]),
        onProblem: (problem) => problems.add(problem),
        onProgress: async (counts, announced, byKind) => {
          await problems.room();
          if (!(await this.isNoted(one, { ...counts, announced, byKind }))) unwanted.abort();
        },
      });
    } finally {
      await problems.end();
    }
  }

  /** False when nobody wants it any more. */
  private async isNoted(one: SuppliedImport, progress: ImportProgress): Promise<boolean> {
    const { state } = await this.store.change(one, (known) => progressed(known, progress));
    return state === 'running';
  }
}

function hopeless({ importId }: SuppliedImport): AppError {
  return new AppError(
    'import.failed',
    'The import was begun many times and never came further. The log of the worker tells more; then import it again.',
    { importId },
  );
}
