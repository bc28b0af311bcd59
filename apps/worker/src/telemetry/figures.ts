import { Injectable } from '@nestjs/common';
import { Clock } from '@app/domain';
import { JobStore } from '@app/jobs';
import { type Reading } from '@app/telemetry';
import { PinoLogger } from 'nestjs-pino';

import { CaptureFigures } from './capture-figures';
import { DeliveryFigures } from './delivery-figures';

/** However often somebody asks, and however many do. */
const KEPT_MS = 10_000;

/** How the service stands, read from storage: the gauges. */
@Injectable()
export class Figures {
  private newest?: { at: Date; readings: Promise<Reading[]> };

  constructor(
    private readonly jobs: JobStore,
    private readonly capture: CaptureFigures,
    private readonly delivery: DeliveryFigures,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {
    log.setContext(Figures.name);
  }

  /** Empty when storage does not answer, which is logged: the counters are of use all the same. */
  read(): Promise<readonly Reading[]> {
    const now = this.clock.now();
    if (!this.newest || now.getTime() - this.newest.at.getTime() >= KEPT_MS) {
      this.newest = { at: now, readings: this.readAnew() };
    }
    return this.newest.readings;
  }

  private async readAnew(): Promise<Reading[]> {
    try {
      const jobs = await this.jobs.list({ withDeleted: true });
      const both = await Promise.all([this.capture.read(jobs), this.delivery.read(jobs)]);
      return both.flat();
    } catch (error) {
      this.log.warn({ event: 'figures', err: error }, 'the figures cannot be read');
      return [];
    }
  }
}
