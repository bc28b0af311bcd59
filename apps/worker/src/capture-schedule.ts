import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CaptureConfig } from '@app/config';
import { JobStore } from '@app/jobs';
import { PinoLogger } from 'nestjs-pino';

import { accountsToCapture } from './accounts-to-capture';
import { CaptureTurn } from './capture-turn';

/** Captures every job's account at start and then at the configured interval; never two rounds at once. */
@Injectable()
export class CaptureSchedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private round: Promise<void> | undefined;

  constructor(
    private readonly jobs: JobStore,
    private readonly turn: CaptureTurn,
    private readonly config: CaptureConfig,
    private readonly scheduler: SchedulerRegistry,
    private readonly log: PinoLogger,
  ) {
    log.setContext(CaptureSchedule.name);
  }

  onApplicationBootstrap(): void {
    const tick = () => this.startRound();
    this.scheduler.addInterval('capture', setInterval(tick, this.config.intervalSeconds * 1000));
    tick();
  }

  /** The scheduler has ended its interval by now. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.round;
  }

  private startRound(): void {
    this.round ??= this.captureAll()
      .catch((error: unknown) => this.log.error({ err: error }, 'the jobs cannot be listed'))
      .finally(() => (this.round = undefined));
  }

  private async captureAll(): Promise<void> {
    const jobs = await this.jobs.list();
    const turns = accountsToCapture(jobs).map((account) =>
      this.turn.take(account, this.stopping.signal),
    );
    await Promise.all(turns);
  }
}
