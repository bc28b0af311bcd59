import { AppError } from '@app/domain';

/** Of two runs of one account, the second to save is refused. */
export function conflict(accountId: string, cause: unknown): AppError {
  return new AppError(
    'archive.conflict',
    `Another run has captured account ${accountId} meanwhile; this one stops and leaves it to that.`,
    { accountId },
    { cause },
  );
}
