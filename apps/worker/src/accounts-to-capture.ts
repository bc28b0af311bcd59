import { accountsOf, type ConnectorJob, lastLogin, wantsCapture } from '@app/domain';

/** An account some job wants captured; once, however many jobs do. */
export interface AccountToCapture {
  accountId: string;
  /** As it was called when it was connected last. */
  username: string;
  /** When its owner last logged in, for whichever job; unknown for one connected without a login. */
  loggedInAt: Date | undefined;
}

export function accountsToCapture(jobs: readonly ConnectorJob[]): AccountToCapture[] {
  return accountsOf(jobs.filter(wantsCapture)).map((account) => ({
    ...account,
    loggedInAt: lastLogin(account.accountId, jobs),
  }));
}
