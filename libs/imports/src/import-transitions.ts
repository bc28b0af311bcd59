import { AppError, type ImportReport } from '@app/domain';

import { type ImportProgress, type ImportState, type SuppliedImport } from './supplied-import';

const DAY_MS = 86_400_000;
/** So long a zip is kept after a failure, so that it need not be uploaded again. */
const KEPT_AFTER_FAILURE_MS = 7 * DAY_MS;
/** A begun upload that nobody has finished. Storage forgets the blocks of one that stands still after a week. */
const ABANDONED_AFTER_MS = 14 * DAY_MS;
const TRY_AGAIN_AFTER_MS = 60_000;
/** Often enough for workers that are replaced; one that kills its worker keeps none from its other work for ever. */
const MAX_ATTEMPTS = 20;

/** All of the zip has come. Done again, it changes nothing. Throws `import.ended` after a cancellation or a failure. */
export function queued(known: SuppliedImport, at: Date): SuppliedImport {
  if (['waiting', 'running', 'done'].includes(known.state)) return known;
  expect(known, 'uploading');
  return { ...known, state: 'waiting', queuedAt: at };
}

/** A failed one waits again, while its zip is there. Throws `import.ended`. */
export function queuedAgain(known: SuppliedImport, at: Date): SuppliedImport {
  const { endedAt: _ended, failure: _failure, zipUntil, notBefore: _notBefore, ...rest } = known;
  if (!zipUntil || zipUntil <= at) throw ended(known);
  expect(known, 'failed');
  return { ...rest, state: 'waiting', attempts: 0 };
}

/** Throws `import.ended` when there is nothing to be cancelled any more. Done again, it changes nothing. */
export function cancelled(known: SuppliedImport, at: Date): SuppliedImport {
  if (known.state === 'cancelled') return known;
  expect(known, 'uploading', 'waiting', 'running');
  return { ...known, state: 'cancelled', endedAt: at, zipUntil: at };
}

/** A worker is at it. `undefined` when there is nothing to do now. */
export function begun(known: SuppliedImport, at: Date): SuppliedImport | undefined {
  if (known.state !== 'waiting' && known.state !== 'running') return undefined;
  if (known.notBefore && known.notBefore > at) return undefined;
  return { ...known, state: 'running', attempts: known.attempts + 1 };
}

export function isHopeless({ attempts }: SuppliedImport): boolean {
  return attempts > MAX_ATTEMPTS;
}

/** A repeated run passes over what an earlier one has done; the progress that is shown does not go back meanwhile. */
export function progressed(known: SuppliedImport, progress: ImportProgress): SuppliedImport {
  if (known.state !== 'running') return known;
  if (known.progress && progress.entries <= known.progress.entries) return known;
  return { ...known, progress, attempts: 1 };
}

/** It failed in a way that passes. */
export function delayed(
  known: SuppliedImport,
  failure: { code: string; message: string },
  at: Date,
): SuppliedImport {
  if (known.state !== 'running') return known;
  return { ...known, failure, notBefore: new Date(at.getTime() + TRY_AGAIN_AFTER_MS) };
}

/** One that was cancelled meanwhile stays so. */
export function finished(known: SuppliedImport, report: ImportReport, at: Date): SuppliedImport {
  if (known.state !== 'running') return known;
  const { failure: _failure, notBefore: _notBefore, ...rest } = known;
  return { ...rest, state: 'done', report, endedAt: at, zipUntil: at };
}

export function failed(
  known: SuppliedImport,
  failure: { code: string; message: string },
  at: Date,
): SuppliedImport {
  if (known.state !== 'running') return known;
  const zipUntil = new Date(at.getTime() + KEPT_AFTER_FAILURE_MS);
  return { ...known, state: 'failed', failure, endedAt: at, zipUntil };
}

export function isAbandoned({ state, createdAt }: SuppliedImport, now: Date): boolean {
  return state === 'uploading' && now.getTime() - createdAt.getTime() > ABANDONED_AFTER_MS;
}

export function zipIsDue({ zipUntil }: SuppliedImport, now: Date): boolean {
  return zipUntil !== undefined && zipUntil <= now;
}

export function withoutZip({ zipUntil: _, ...known }: SuppliedImport): SuppliedImport {
  return known;
}

function expect(known: SuppliedImport, ...states: ImportState[]): void {
  if (!states.includes(known.state)) throw ended(known);
}

const HOW_IT_STANDS: Readonly<Record<ImportState, string>> = {
  uploading: 'Its upload is not complete.',
  waiting: 'It waits for a worker.',
  running: 'A worker is at it.',
  done: 'It is done.',
  failed: 'It has failed, and its file is gone. Upload the archive again.',
  cancelled: 'It was cancelled.',
};

export function ended({ state, importId }: SuppliedImport): AppError {
  return new AppError(
    'import.ended',
    `This cannot be done to the import. ${HOW_IT_STANDS[state]}`,
    {
      importId,
      state,
    },
  );
}
