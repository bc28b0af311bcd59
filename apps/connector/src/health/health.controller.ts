import { Controller, Get, UseFilters } from '@nestjs/common';
import {
  HealthCheck,
  HealthCheckService,
  type HealthIndicatorResult,
  HealthIndicatorService,
} from '@nestjs/terminus';
import { SkipThrottle } from '@nestjs/throttler';
import { isAppError } from '@app/domain';
import { TaskQueue } from '@app/jobs';
import { secretNames, SecretStore } from '@app/secrets';

import { NotReadyFilter } from './not-ready.filter';

/** For load balancers and people: is the process alive, and can it do its work? */
@Controller('health')
@SkipThrottle()
@UseFilters(NotReadyFilter)
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly queue: TaskQueue,
    private readonly secrets: SecretStore,
  ) {}

  @Get('live')
  @HealthCheck()
  live() {
    return this.health.check([]);
  }

  @Get('ready')
  @HealthCheck()
  ready() {
    return this.health.check([
      () => this.answers('storage', () => this.queue.depth()),
      () => this.answers('secrets', () => this.secrets.find(secretNames.apiSecretKey)),
    ]);
  }

  private async answers(name: string, ask: () => Promise<unknown>): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(name);
    try {
      await ask();
      return indicator.up();
    } catch (error) {
      if (!isAppError(error)) throw error;
      return indicator.down(error.message);
    }
  }
}
