import { AppError, type AppErrorCode } from '@app/domain';

import { inStorage, isChangedMeanwhile, type StorageArea } from './storage-errors';

/** More than there are workers, all at one row. */
const MAX_TRIES = 20;

const CONFLICT = {
  archive: 'archive.conflict',
  jobs: 'jobs.conflict',
  imports: 'import.unavailable',
} as const satisfies Partial<Record<StorageArea, AppErrorCode>>;

/**
 * Reads, and writes what follows from it: again from the start when somebody else has changed that meanwhile, but not for ever. Who is
 * refused each time is told so in words that mean "later".
 */
export function changeInStorage<T>(
  area: keyof typeof CONFLICT,
  readAndWrite: (isAgain: boolean) => Promise<T>,
): Promise<T> {
  return inStorage(area, async () => {
    let refusal: unknown;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      try {
        return await readAndWrite(tries > 0);
      } catch (error) {
        if (!isChangedMeanwhile(error)) throw error;
        refusal = error;
      }
    }
    throw new AppError(
      CONFLICT[area],
      'Others change the same rows all the time; this is tried again later.',
      { tries: MAX_TRIES },
      { cause: refusal },
    );
  });
}
