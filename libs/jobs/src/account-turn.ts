import { Injectable } from '@nestjs/common';
import { AppError, Clock } from '@app/domain';

import { ExclusiveWork } from './exclusive-work';

/** One call of the secret store takes 8 s at most; a process that died at its turn keeps others waiting no longer than this. */
const LEASE_SECONDS = 15;
const LOOK_AGAIN_MS = 250;
const WAIT_MS = 2 * LEASE_SECONDS * 1000;
const never = new AbortController().signal;

/** Turns at what an account's jobs have in common, its keys and its pause: one at a time, among all processes. */
@Injectable()
export class AccountTurn {
  constructor(
    private readonly exclusive: ExclusiveWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Waits for its turn, at most half a minute; rejects with `jobs.conflict` then, or when the turn is lost, and with the outer signal's
   * reason.
   */
  async take<T extends object>(
    accountId: string,
    work: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal = never,
  ): Promise<T> {
    const turn = { name: `account.${accountId}`, leaseSeconds: LEASE_SECONDS, signal };
    for (let waitedMs = 0; waitedMs < WAIT_MS; waitedMs += LOOK_AGAIN_MS) {
      const done = await this.exclusive.run(turn, work);
      if (done) return done;
      await this.clock.sleep(LOOK_AGAIN_MS, signal);
    }
    throw new AppError(
      'jobs.conflict',
      'Somebody else is at this account. Try again in a minute.',
      { accountId },
    );
  }
}
