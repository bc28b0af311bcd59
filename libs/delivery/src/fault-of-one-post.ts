import { type AppError, type AppErrorCode, isAppError } from '@app/domain';

const FAULTS: ReadonlySet<AppErrorCode> = new Set([
  'conversion.unreadable_post',
  'archive.not_found',
  'archive.corrupt',
]);

/** A failure of one archived post alone, which must not keep the others back. */
export function isFaultOfOnePost(error: unknown): error is AppError {
  return isAppError(error) && FAULTS.has(error.code);
}
