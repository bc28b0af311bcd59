/** `pending`: somebody has logged in, the set-up is not finished. `deleted`: in the portal; what was archived stays. */
export type JobState = 'pending' | 'created' | 'deleted';

/** What the Import service says a job needs: `Relogin` when the account's keys do not work any more. */
export type RemediationType = 'Relogin' | 'Unknown';

/** The text that an account's owner has accepted before he logged in; the whole of it is in the audit log. */
export interface Consent {
  version: string;
  sha256: string;
  at: Date;
  /** The account's user name at X. */
  by: string;
}

/** One connector job: the portal's link between one account and one mailbox. */
export interface ConnectorJob {
  schemaVersion: 1;
  jobId: string;
  tenantId: string;
  accountId: string;
  username: string;
  createdAt: Date;
  state: JobState;
  /** By an admin; its account is then not captured for this job. */
  paused: boolean;
  /** When the account's owner last logged in. */
  tokenSetAt?: Date;
  /** Of the newest login that was asked for it. */
  consent?: Consent;
  /** Of a deleted job: when its account's keys were forgotten. */
  keysReleasedAt?: Date;
  /** Until the owner logs in again. */
  remediation?: { type: RemediationType; since: Date };
}

/** Is its account to be captured? An account is, when one of its jobs asks for it. */
export function wantsCapture({ state, paused }: ConnectorJob): boolean {
  return state === 'created' && !paused;
}

/** Since when an account is not read to its newest post: when it last was, or when the first of its jobs was set up. */
export function behindSince(
  jobs: readonly Pick<ConnectorJob, 'createdAt'>[],
  caughtUpAt: Date | undefined,
): Date {
  const connected = Math.min(...jobs.map(({ createdAt }) => createdAt.getTime()));
  return caughtUpAt ?? new Date(connected);
}

/** The accounts of these jobs, each once, by the name it was given last; the one connected first first. */
export function accountsOf(
  jobs: readonly ConnectorJob[],
): Pick<ConnectorJob, 'accountId' | 'username'>[] {
  const byAge = jobs.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const names = new Map(byAge.map(({ accountId, username }) => [accountId, username]));
  return [...names].map(([accountId, username]) => ({ accountId, username }));
}

/** The ids of those that were deleted. */
export function deletedJobs(jobs: readonly ConnectorJob[]): Set<string> {
  return new Set(jobs.filter(({ state }) => state === 'deleted').map(({ jobId }) => jobId));
}

/** A set-up is finished within minutes, or not at all. */
const ABANDONED_AFTER_MS = 24 * 3600_000;

/** Somebody has begun to set it up, and nobody has finished it. */
export function isAbandoned({ state, tokenSetAt, createdAt }: ConnectorJob, now: Date): boolean {
  const begunAt = tokenSetAt ?? createdAt;
  return state === 'pending' && now.getTime() - begunAt.getTime() > ABANDONED_AFTER_MS;
}

/** When the account's owner last logged in, for whichever of these jobs; unknown for one connected without a login. */
export function lastLogin(accountId: string, jobs: readonly ConnectorJob[]): Date | undefined {
  const logins = jobs
    .filter((job) => job.accountId === accountId)
    .flatMap(({ tokenSetAt }) => tokenSetAt ?? []);
  return logins.toSorted((a, b) => b.getTime() - a.getTime())[0];
}

/** Both ends included. */
export interface TimeWindow {
  start: Date;
  end: Date;
}

/** `handed-back`: the service was told to ask again later. */
export type TaskState = 'waiting' | 'delivered' | 'handed-back';

/** What the Office 365 Import service asked for, and where we stand with it. Its key is (jobId, taskId). */
export interface DownloadTask {
  schemaVersion: 1;
  jobId: string;
  taskId: string;
  window: TimeWindow;
  /** Item ids that changed at the source and are to be delivered again. */
  dirtyEntities: string[];
  /** The container's SAS URI, sealed: it is a secret. */
  sealedSink: string;
  receivedAt: Date;
  state: TaskState;
  /** When the completion call that ended it was accepted. */
  completedAt?: Date;
  itemCount?: number;
}

/** What a task's sealed sink is bound to: a seal moved to another task does not open. */
export function sinkContext({ jobId, taskId }: { jobId: string; taskId: string }): string {
  return `sink/${jobId}/${taskId}`;
}

/** The newest consent to archive an account, for whichever of these jobs. */
export function newestConsent(jobs: readonly ConnectorJob[]): Consent | undefined {
  const consents = jobs.flatMap(({ consent }) => consent ?? []);
  return consents.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
}
