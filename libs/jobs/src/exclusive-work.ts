import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { AppError, Clock } from '@app/domain';

import { type Lease, LeaseStore } from './lease-store';

export interface ExclusiveTurn {
  /** What only one worker at a time may do. */
  name: string;
  /** How long others wait when this process dies; renewed three times as often. */
  leaseSeconds: number;
  signal: AbortSignal;
  /** Something else to be held on to meanwhile; rejects when it is lost. */
  alsoExtend?: () => Promise<void>;
}

/** Work that one worker at a time does, among all processes that share the storage account. */
@Injectable()
export class ExclusiveWork {
  /** No two processes have the same name. */
  private readonly owner = `${hostname()}.${process.pid}.${randomUUID()}`;

  constructor(
    private readonly leases: LeaseStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Does `work` while holding the lease; `undefined` when another has it. When the lease is lost meanwhile the work's signal is
   * aborted with `jobs.conflict`, as it is with the outer signal's reason.
   */
  async run<T extends object>(
    turn: ExclusiveTurn,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    const lease = await this.leases.acquire(turn.name, this.owner, turn.leaseSeconds);
    if (!lease) return undefined;
    const ended = new AbortController();
    const lost = new AbortController();
    const heartbeat = this.keepRenewing(lease, turn, ended.signal).catch((error: unknown) => {
      lost.abort(error);
    });
    try {
      return await work(AbortSignal.any([turn.signal, lost.signal]));
    } finally {
      ended.abort();
      await heartbeat;
      if (!lost.signal.aborted) await lease.release();
    }
  }

  /** Returns when `ended`; rejects when the lease is lost. */
  private async keepRenewing(
    lease: Lease,
    { leaseSeconds, alsoExtend }: ExclusiveTurn,
    ended: AbortSignal,
  ): Promise<void> {
    while (await this.rest((leaseSeconds * 1000) / 3, ended)) {
      await alsoExtend?.();
      if (await lease.renew()) continue;
      throw new AppError(
        'jobs.conflict',
        'Another worker has taken this work over; leave it to it.',
      );
    }
  }

  /** False when `ended` before the time was over. */
  private async rest(delayMs: number, ended: AbortSignal): Promise<boolean> {
    try {
      await this.clock.sleep(delayMs, ended);
      return true;
    } catch (error) {
      if (ended.aborted) return false;
      throw error;
    }
  }
}
