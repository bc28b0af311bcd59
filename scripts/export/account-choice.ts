import { AppError, type ConnectorJob } from '@app/domain';

import { isOfAccount } from '../local/account-name';

/** The account that is meant, by name or id, with the name it has now. */
export function chooseAccount(
  jobs: readonly ConnectorJob[],
  wanted: string,
): { accountId: string; username: string; jobIds: string[] } {
  const meant = jobs
    .filter((job) => isOfAccount(job, wanted))
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const ids = [...new Set(meant.map(({ accountId }) => accountId))];
  const last = meant.at(-1);
  if (!last) {
    const known = [...new Set(jobs.map(({ username }) => `@${username}`))].join(', ');
    throw new AppError(
      'accounts.unknown',
      `No connector job archives ${wanted}, or ever did. There is: ${known || 'none'}.`,
    );
  }
  if (ids.length > 1) {
    throw new AppError(
      'accounts.unknown',
      `Several accounts have had the name ${wanted}: take one by its id, ${ids.join(' or ')}.`,
    );
  }
  const { accountId, username } = last;
  const ofIt = jobs.filter((job) => job.accountId === accountId);
  return { accountId, username, jobIds: ofIt.map(({ jobId }) => jobId) };
}
