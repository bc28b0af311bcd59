import { HttpException, HttpStatus, Injectable } from '@nestjs/common';
import { Clock } from '@app/domain';
import { normalizeIp } from '@nestjs/throttler';

/** Failures an address may have in one window of time. */
const LIMIT = 20;
const WINDOW_MS = 60_000;
/** Addresses kept in mind; with more, those whose window is over are forgotten, then the oldest. */
const MAX_ADDRESSES = 10_000;

/** An address has failed too often; answered alike whatever it brings this time. */
export class TooManyAttempts extends HttpException {
  constructor() {
    super('Too many attempts. Wait a minute and try again.', HttpStatus.TOO_MANY_REQUESTS);
  }
}

/**
 * Who has lately failed to prove himself, by address; with IPv6, by network, as requests are counted: whoever has one address there has
 * 2^64. Each process counts for itself.
 */
@Injectable()
export class FailedAttempts {
  private readonly windows = new Map<string, { count: number; until: number }>();

  constructor(private readonly clock: Clock) {}

  add(address: string): void {
    const network = normalizeIp(address);
    const known = this.current(network);
    if (known) known.count += 1;
    else this.begin(network);
  }

  /** Throws TooManyAttempts. */
  refuseIfTooMany(address: string): void {
    if ((this.current(normalizeIp(address))?.count ?? 0) >= LIMIT) throw new TooManyAttempts();
  }

  private current(network: string) {
    const known = this.windows.get(network);
    if (!known) return undefined;
    const leftMs = known.until - this.now();
    // More is left than there was only when the clock has been set back.
    return leftMs > 0 && leftMs <= WINDOW_MS ? known : undefined;
  }

  private begin(network: string): void {
    this.windows.delete(network);
    if (this.windows.size >= MAX_ADDRESSES) this.forget();
    this.windows.set(network, { count: 1, until: this.now() + WINDOW_MS });
  }

  /** A map keeps the order of insertion, which is that of the windows' ends. */
  private forget(): void {
    for (const [network, { until }] of this.windows) {
      if (until > this.now() && this.windows.size < MAX_ADDRESSES) return;
      this.windows.delete(network);
    }
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
