import { AppError, type ConnectorJob } from '@app/domain';

/** Throws `jobs.deleted` for a job that nothing is delivered for any more. */
export function checkNotDeleted(job: ConnectorJob | undefined): void {
  if (job?.state !== 'deleted') return;
  throw new AppError(
    'jobs.deleted',
    'The connector job was deleted in the Purview portal: nothing is delivered for it any more.',
    { jobId: job.jobId },
  );
}
