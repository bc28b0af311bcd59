import { type CaptureState, type Parking } from '@app/archive';
import { type ConnectorJob, lastLogin, wantsCapture } from '@app/domain';
import { type ChosenStream } from '@app/jobs';

export const accountStates = [
  'capturing',
  'never-captured',
  'parked',
  'paused',
  'not-set-up',
] as const;
export type AccountState = (typeof accountStates)[number];

/** So many intervals without a capture are too many: one may be missed by a restart, another by a long turn. */
export const LATE_INTERVALS = 3;

/** An account that some job archives, and where its capture stands. */
export interface Account {
  accountId: string;
  username: string;
  /** Those that are not deleted; at least one. */
  jobs: readonly ConnectorJob[];
  state: AccountState;
  capture: CaptureState;
  /** While it counts. */
  parked?: Parking;
  loggedInAt?: Date;
  /** What is archived besides its own posts. */
  streams: readonly ChosenStream[];
}

/** All that is known of an account together. The name is that of its newest login. */
export function accountOf(
  jobs: readonly [ConnectorJob, ...ConnectorJob[]],
  capture: CaptureState,
  { now, intervalMs }: { now: Date; intervalMs: number },
  streams: readonly ChosenStream[] = [],
): Account {
  const [first] = jobs;
  const { accountId } = first;
  const loggedInAt = lastLogin(accountId, jobs);
  const parked = parkingInForce(capture, now, intervalMs);
  const newest = loggedInAt && jobs.find(({ tokenSetAt }) => tokenSetAt === loggedInAt);
  return {
    accountId,
    username: (newest ?? first).username,
    jobs,
    state: stateOf(jobs, capture, parked),
    capture,
    ...(parked && { parked }),
    ...(loggedInAt && { loggedInAt }),
    streams,
  };
}

function stateOf(
  jobs: readonly ConnectorJob[],
  { coverage }: CaptureState,
  parked: Parking | undefined,
): AccountState {
  if (!jobs.some(({ state }) => state === 'created')) return 'not-set-up';
  if (!jobs.some(wantsCapture)) return 'paused';
  if (parked) return 'parked';
  return coverage.length === 0 ? 'never-captured' : 'capturing';
}

/**
 * Parking whose time is over is tried again at the next interval. Until that has gone well it counts on, or an account that X refuses
 * for days would look well between two tries; but not so long that it hides a worker that does not run.
 */
function parkingInForce(
  { parked, caughtUpAt }: CaptureState,
  now: Date,
  intervalMs: number,
): Parking | undefined {
  if (!parked || parked.until > now) return parked;
  const isFresh = (at: Date | undefined, intervals: number) =>
    at !== undefined && now.getTime() - at.getTime() <= intervals * intervalMs;
  const isBelieved = isFresh(caughtUpAt, LATE_INTERVALS - 1);
  return !isBelieved && isFresh(parked.until, LATE_INTERVALS) ? parked : undefined;
}
