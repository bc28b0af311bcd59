import { Injectable } from '@nestjs/common';
import { type CaptureState, CaptureStateStore, type Parking } from '@app/archive';
import { type AppErrorCode, Clock, isAppError } from '@app/domain';
import { retryAtOf } from '@app/twitter-ingestion';

import { type CaptureOutcome } from './capture-outcome';
import { CaptureProgress } from './capture-progress';
import { type CaptureRequest } from './capture-request';
import { ReadBudget } from './read-budget';
import { type Reading } from './reading';
import { Rechecks } from './recheck/rechecks';
import { StreamReadings } from './stream-readings';

/** How long an account rests after an answer that an admin may have to mend, once it came twice. X bills no failed request. */
const SETUP_FAULT_REST_MS = 15 * 60_000;
/**
 * Streams besides posts are read once a minute at most: X lets messages be asked for 15 times in 15 minutes
 * (https://docs.x.com/x-api/fundamentals/rate-limits).
 */
const OPTIONAL_STREAM_REST_MS = 60_000;

/**
 * Captures a stream of an account without gaps. Each page is safe before the next is asked for; stopping at any moment loses
 * nothing. Rejects with transient AppErrors (try again at the next interval); the run after goes on where this one stopped.
 */
@Injectable()
export class AccountCapture {
  constructor(
    private readonly readings: StreamReadings,
    private readonly rechecks: Rechecks,
    private readonly states: CaptureStateStore,
    private readonly clock: Clock,
    private readonly budget: ReadBudget,
  ) {}

  async run(request: CaptureRequest): Promise<CaptureOutcome> {
    const { accountId, stream, signal } = request;
    const progress = await CaptureProgress.load(this.states, accountId, stream);
    const { parked } = progress.state;
    if (parked && (await this.waits(parked, request))) {
      return { kind: 'parked', parking: parked, added: 0, pages: 0 };
    }
    if (this.rests(request, progress.state)) return { kind: 'caught-up', added: 0, pages: 0 };
    const reading = this.open(progress, request);
    const parking = await this.readAll(reading, request, parked);
    const { added, pages } = reading;
    if (parking) {
      await progress.park(parking);
      return { kind: 'parked', parking, added, pages };
    }
    await progress.catchUp(this.clock.now());
    // Once a turn: files that stay missing are given up after so many tries.
    if (isOfPosts(request)) await this.rechecks.missingMedia(accountId, signal);
    return { kind: 'caught-up', added, pages };
  }

  /** Makes an account wait that has no keys to be read with; it goes on as soon as there are some. */
  async parkForKeys(accountId: string, reason: AppErrorCode): Promise<void> {
    const until = new Date(this.clock.now().getTime() + SETUP_FAULT_REST_MS);
    await (await CaptureProgress.load(this.states, accountId)).park({ reason, until });
  }

  private open(progress: CaptureProgress, request: CaptureRequest): Reading {
    return request.stream === 'deletions'
      ? this.rechecks.open(progress, request, this.clock)
      : this.readings.open(progress, request);
  }

  /** Whoever asks has the keys by now; and an admin may have raised what may be read. */
  private async waits(
    { reason, until }: Parking,
    { stream = 'posts', evenIfParked }: CaptureRequest,
  ): Promise<boolean> {
    if (until <= this.clock.now() || evenIfParked || reason.startsWith('secrets.')) return false;
    return reason !== 'capture.read_budget_spent' || !(await this.budget.allows(stream));
  }

  private rests(request: CaptureRequest, { parked, caughtUpAt }: CaptureState): boolean {
    if (isOfPosts(request) || request.evenIfParked || parked || !caughtUpAt) return false;
    return this.clock.now().getTime() - caughtUpAt.getTime() < OPTIONAL_STREAM_REST_MS;
  }

  /** Reads all there is to read, unless something makes the stream wait. */
  private async readAll(
    reading: Reading,
    { stream }: CaptureRequest,
    before: Parking | undefined,
  ): Promise<Parking | undefined> {
    try {
      // It begins with the account's timeline, which by itself might go on to the last read.
      if (stream === 'deletions') await this.budget.check(stream);
      const limited = await reading.readAll();
      return limited && parkingUntil(limited.retryAt);
    } catch (error) {
      if (isAppError(error, 'capture.read_budget_spent'))
        return { reason: error.code, until: this.budget.renewedAt() };
      // What is no page of a stream: X asks to wait by failing.
      if (isAppError(error, 'twitter.rate_limited'))
        return parkingUntil(retryAtOf(error, this.clock.now()));
      return this.parkingFor(error, before);
    }
  }

  /** X has refused working keys before, for one request: the first time nothing is concluded, and the next run asks again. */
  private parkingFor(error: unknown, before: Parking | undefined): Parking {
    if (!isAppError(error) || error.fault !== 'setup') throw error;
    const restMs = before?.reason === error.code ? SETUP_FAULT_REST_MS : 0;
    return { reason: error.code, until: new Date(this.clock.now().getTime() + restMs) };
  }
}

function isOfPosts({ stream = 'posts' }: CaptureRequest): boolean {
  return stream === 'posts';
}

function parkingUntil(retryAt: Date): Parking {
  return { reason: 'twitter.rate_limited', until: retryAt };
}
