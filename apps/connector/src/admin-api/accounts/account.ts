import { type CaptureState, type Parking } from '@app/archive';
import { behindSince, type ConnectorJob, lastLogin, wantsCapture } from '@app/domain';

import { type AccountStream } from './account-stream';
import { type CaptureTime, LATE_INTERVALS, parkingInForce } from './parking-in-force';

export const accountStates = [
  'capturing',
  'never-captured',
  'late',
  'parked',
  'paused',
  'not-set-up',
  'deleted',
] as const;
export type AccountState = (typeof accountStates)[number];

/** An account that some job archives, or has archived, and where its capture stands. */
export interface Account {
  accountId: string;
  username: string;
  /** Those that are not deleted, or all when all are; at least one. */
  jobs: readonly ConnectorJob[];
  state: AccountState;
  capture: CaptureState;
  /** While it counts. */
  parked?: Parking;
  loggedInAt?: Date;
  /** What is archived besides its own posts. */
  streams: readonly AccountStream[];
}

/** All that is known of an account together. The name is that of its newest login. */
export function accountOf(
  jobs: readonly [ConnectorJob, ...ConnectorJob[]],
  capture: CaptureState,
  time: CaptureTime,
  streams: readonly AccountStream[] = [],
): Account {
  const [first] = jobs;
  const { accountId } = first;
  const loggedInAt = lastLogin(accountId, jobs);
  const parked = parkingInForce(capture, time);
  const newest = loggedInAt && jobs.find(({ tokenSetAt }) => tokenSetAt === loggedInAt);
  return {
    accountId,
    username: (newest ?? first).username,
    jobs,
    state: stateOf(jobs, { capture, parked }, time),
    capture,
    ...(parked && { parked }),
    ...(loggedInAt && { loggedInAt }),
    streams,
  };
}

/** One that nobody has captured yet is late when its set-up is that long ago. */
function stateOf(
  jobs: readonly ConnectorJob[],
  { capture, parked }: { capture: CaptureState; parked?: Parking },
  { now, intervalMs }: CaptureTime,
): AccountState {
  if (jobs.every(({ state }) => state === 'deleted')) return 'deleted';
  const created = jobs.filter(({ state }) => state === 'created');
  if (created.length === 0) return 'not-set-up';
  if (!created.some(wantsCapture)) return 'paused';
  if (parked) return 'parked';
  const behindMs = now.getTime() - behindSince(created, capture.caughtUpAt).getTime();
  if (behindMs > LATE_INTERVALS * intervalMs) return 'late';
  return capture.coverage.length === 0 ? 'never-captured' : 'capturing';
}
