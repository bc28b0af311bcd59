import { type CaptureState, type Parking } from '@app/archive';
import { type ConnectorJob, lastLogin, wantsCapture } from '@app/domain';

import { type AccountStream } from './account-stream';
import { type CaptureTime, parkingInForce } from './parking-in-force';

export const accountStates = [
  'capturing',
  'never-captured',
  'parked',
  'paused',
  'not-set-up',
] as const;
export type AccountState = (typeof accountStates)[number];

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
