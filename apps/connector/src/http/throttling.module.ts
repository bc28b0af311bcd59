import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Throttle, ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';

const MINUTE_MS = 60_000;

/** For routes that somebody could try things at: requests a minute from one address to each. */
export const FewRequests = (limit: number) => Throttle({ default: { ttl: MINUTE_MS, limit } });

/** Every route takes so many requests a minute from one address; with IPv6, from one network. Each process counts for itself. */
@Module({
  imports: [
    ThrottlerModule.forRoot({
      throttlers: [{ ttl: MINUTE_MS, limit: 600 }],
      errorMessage: 'Too many requests. Wait a minute and try again.',
      setHeaders: true,
    }),
  ],
  providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }],
})
export class ThrottlingModule {}
