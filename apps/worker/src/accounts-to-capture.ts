import { type ConnectorJob, lastLogin, wantsCapture } from '@app/domain';

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
