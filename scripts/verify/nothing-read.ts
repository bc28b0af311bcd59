import { type VerificationReport } from '@app/delivery';
import { AppError } from '@app/domain';

import { type VerifyOptions } from './verify-options';

/** Throws when there is nothing of what was asked for: that all of it is as it was stored would be no lie, and mislead. */
export function refuseNothingRead(
  { taskId, jobId }: VerifyOptions,
  { accounts, jobs, broken }: VerificationReport,
): void {
  if (broken > 0) return;
  if (taskId !== undefined && jobs.every(({ manifests }) => manifests === 0)) {
    throw new AppError(
      'jobs.unknown_task',
      `Nothing was verified: there is no manifest of task ${taskId} where it was looked for. Is it of another job, or not delivered yet?`,
      { taskId },
    );
  }
  if (jobId !== undefined && accounts.length + jobs.length === 0) {
    throw new AppError(
      'jobs.unknown_job',
      `Nothing was verified: job ${jobId} is of another account.`,
      { jobId },
    );
  }
}
