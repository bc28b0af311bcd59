import { type ConnectorJob, wantsCapture } from '@app/domain';

/** An account some job wants captured; once, however many jobs do. */
export interface AccountToCapture {
  accountId: string;
  /** When its owner last logged in, for whichever job; unknown for one connected without a login. */
  loggedInAt: Date | undefined;
}

export function accountsToCapture(jobs: readonly ConnectorJob[]): AccountToCapture[] {
  const wanted = new Set(jobs.filter(wantsCapture).map(({ accountId }) => accountId));
  return [...wanted].map((accountId) => ({ accountId, loggedInAt: lastLogin(accountId, jobs) }));
}

function lastLogin(accountId: string, jobs: readonly ConnectorJob[]): Date | undefined {
  const logins = jobs
    .filter((job) => job.accountId === accountId)
    .flatMap(({ tokenSetAt }) => tokenSetAt ?? []);
  return logins.toSorted((a, b) => b.getTime() - a.getTime())[0];
}
