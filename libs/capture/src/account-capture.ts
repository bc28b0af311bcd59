import { Injectable } from '@nestjs/common';
import { CaptureStateStore, type Parking } from '@app/archive';
import { CaptureConfig } from '@app/config';
import {
  type AppErrorCode,
  Clock,
  coverageTop,
  isAppError,
  newestUnread,
  nextId,
} from '@app/domain';
import { PostSource } from '@app/twitter-ingestion';

import { type CaptureOutcome } from './capture-outcome';
import { CaptureProgress } from './capture-progress';
import { type CaptureRequest } from './capture-request';
import { PageKeeper } from './page-keeper';
import { TimelineWalk } from './timeline-walk';

/** How long an account rests after an answer that an admin may have to mend, once it came twice. X bills no failed request. */
const SETUP_FAULT_REST_MS = 15 * 60_000;

/**
 * Captures an account's timeline without gaps: from the newest post down to what is known, then every stretch an earlier
 * run left unread. Each page is safe before the next is asked for; stopping at any moment loses nothing.
 * Rejects with transient AppErrors (try again at the next interval); the run after goes on where this one stopped.
 */
@Injectable()
export class AccountCapture {
  constructor(
    private readonly source: PostSource,
    private readonly states: CaptureStateStore,
    private readonly keeper: PageKeeper,
    private readonly clock: Clock,
    private readonly config: CaptureConfig,
  ) {}

  async run(request: CaptureRequest): Promise<CaptureOutcome> {
    const progress = await CaptureProgress.load(this.states, request.accountId);
    const { parked } = progress.state;
    if (parked && parked.until > this.clock.now() && !request.evenIfParked && !isMended(parked)) {
      return { kind: 'parked', parking: parked, added: 0, pages: 0 };
    }
    const walk = new TimelineWalk(this.source, this.keeper, progress, request, {
      settleMs: this.config.settleSeconds * 1000,
    });
    const parking = await this.readAll(walk, progress);
    const { added, pages } = walk;
    if (parking) {
      await progress.park(parking);
      return { kind: 'parked', parking, added, pages };
    }
    await progress.catchUp(this.clock.now());
    await this.keeper.retryMissingMedia(request.accountId, request.signal);
    return { kind: 'caught-up', added, pages };
  }

  /** Makes an account wait that has no keys to be read with; it goes on as soon as there are some. */
  async parkForKeys(accountId: string, reason: AppErrorCode): Promise<void> {
    const until = new Date(this.clock.now().getTime() + SETUP_FAULT_REST_MS);
    await (await CaptureProgress.load(this.states, accountId)).park({ reason, until });
  }

  /** Reads all there is to read, unless something makes the account wait. */
  private async readAll(
    walk: TimelineWalk,
    progress: CaptureProgress,
  ): Promise<Parking | undefined> {
    try {
      let stopped = await walk.readNewerThan(nextId(coverageTop(progress.state.coverage)));
      for (;;) {
        const unread = newestUnread(progress.state.coverage);
        if (stopped || !unread) return stopped && parkingUntil(stopped.retryAt);
        stopped = await walk.readStretch(unread);
      }
    } catch (error) {
      return this.parkingFor(error, progress.state.parked);
    }
  }

  /** X has refused working keys before, for one request: the first time nothing is concluded, and the next run asks again. */
  private parkingFor(error: unknown, before: Parking | undefined): Parking {
    if (!isAppError(error) || error.fault !== 'setup') throw error;
    const restMs = before?.reason === error.code ? SETUP_FAULT_REST_MS : 0;
    return { reason: error.code, until: new Date(this.clock.now().getTime() + restMs) };
  }
}

/** Whoever asks has the keys by now. */
function isMended({ reason }: Parking): boolean {
  return reason.startsWith('secrets.');
}

function parkingUntil(retryAt: Date): Parking {
  return { reason: 'twitter.rate_limited', until: retryAt };
}
