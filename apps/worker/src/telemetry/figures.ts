import { Injectable } from '@nestjs/common';
import { Clock } from '@app/domain';
import { JobStore } from '@app/jobs';
import { type Reading } from '@app/telemetry';
import { PinoLogger } from 'nestjs-pino';

import { CaptureFigures } from './capture-figures';
import { DeliveryFigures } from './delivery-figures';
import { type FigureParts } from './figure-parts';
import { Kept } from './kept';

/** Prometheus gives up after ten seconds, and then has nothing at all. */
const PATIENCE_MS = 5000;

/** How the service stands, read from storage: the gauges. */
@Injectable()
export class Figures {
  private readonly parts: { part: string; kept: Kept<Reading[]> }[];

  constructor(
    jobStore: JobStore,
    capture: CaptureFigures,
    delivery: DeliveryFigures,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {
    log.setContext(Figures.name);
    const jobs = new Kept(clock, () => jobStore.list({ withDeleted: true }));
    const parts: FigureParts = { ...capture.parts, ...delivery.parts };
    this.parts = Object.entries(parts).map(([part, read]) => ({
      part,
      kept: new Kept(clock, () => this.readAnew(part, () => read(() => jobs.read()))),
    }));
  }

  /** Without the parts that storage does not give, or not in time; both are logged. What is late is read on for who asks next. */
  async read(): Promise<readonly Reading[]> {
    const over = new AbortController();
    const timeUp = this.clock.sleep(PATIENCE_MS, over.signal).then(() => undefined);
    const inTime = this.parts.map(async ({ part, kept }) => {
      const readings = await Promise.race([kept.read(), timeUp]);
      if (!readings) this.log.warn({ event: 'figures', part }, 'storage is slow to give figures');
      return readings ?? [];
    });
    const read = await Promise.all(inTime);
    over.abort();
    return read.flat();
  }

  private async readAnew(part: string, read: () => Promise<Reading[]>): Promise<Reading[]> {
    try {
      return await read();
    } catch (error) {
      this.log.warn({ event: 'figures', part, err: error }, 'figures cannot be read');
      return [];
    }
  }
}
