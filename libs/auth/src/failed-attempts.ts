import { HttpException, HttpStatus, Injectable } from '@nestjs/common';
import { Clock } from '@app/domain';

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

/** Who has lately failed to prove himself, by address; each process counts for itself. */
@Injectable()
export class FailedAttempts {
  private readonly windows = new Map<string, { count: number; until: number }>();

  constructor(private readonly clock: Clock) {}

  add(address: string): void {
    const known = this.current(address);
    if (known) known.count += 1;
    else this.begin(address);
  }

  /** Throws TooManyAttempts. */
  refuseIfTooMany(address: string): void {
    if ((this.current(address)?.count ?? 0) >= LIMIT) throw new TooManyAttempts();
  }

  private current(address: string) {
    const known = this.windows.get(address);
    return known && known.until > this.now() ? known : undefined;
  }

  private begin(address: string): void {
    this.windows.delete(address);
    if (this.windows.size >= MAX_ADDRESSES) this.forget();
    this.windows.set(address, { count: 1, until: this.now() + WINDOW_MS });
  }

  /** A map keeps the order of insertion, which is that of the windows' ends. */
  private forget(): void {
    for (const [address, { until }] of this.windows) {
      if (until > this.now() && this.windows.size < MAX_ADDRESSES) return;
      this.windows.delete(address);
    }
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
