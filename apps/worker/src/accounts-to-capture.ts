import { type ConnectorJob, lastLogin, wantsCapture } from '@app/domain';

/** An account some job wants captured; once, however many jobs do. */
export interface AccountToCapture {
  accountId: string;
  /** As it was called when it was connected last. */
  username: string;
  /** When its owner last logged in, for whichever job; unknown for one connected without a login. */
  loggedInAt: Date | undefined;
}

export function accountsToCapture(jobs: readonly ConnectorJob[]): AccountToCapture[] {
  const wanted = jobs
    .filter(wantsCapture)
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const names = new Map(wanted.map(({ accountId, username }) => [accountId, username]));
  return [...names].map(([accountId, username]) => {
    return { accountId, username, loggedInAt: lastLogin(accountId, jobs) };
  });
}
