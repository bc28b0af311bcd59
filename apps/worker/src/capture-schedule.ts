import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CaptureConfig } from '@app/config';
import { JobStore } from '@app/jobs';
import { PinoLogger } from 'nestjs-pino';

import { type AccountToCapture, accountsToCapture } from './accounts-to-capture';
import { CaptureTurn } from './capture-turn';

/**
 * Captures every job's account at start and then at the configured interval. An account whose turn takes longer is
 * left at it: it is not captured twice at once, and keeps no other account waiting.
 */
@Injectable()
export class CaptureSchedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  /** By account. */
  private readonly turns = new Map<string, Promise<unknown>>();

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
    const tick = () => void this.startRound();
    this.scheduler.addInterval('capture', setInterval(tick, this.config.intervalSeconds * 1000));
    tick();
  }

  /** The scheduler has ended its interval by now. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.turns.values());
  }

  private async startRound(): Promise<void> {
    try {
      const jobs = await this.jobs.list();
      accountsToCapture(jobs).forEach((account) => this.startTurn(account));
    } catch (error) {
      this.log.error({ err: error }, 'the jobs cannot be listed');
    }
  }

  private startTurn(account: AccountToCapture): void {
    const { accountId } = account;
    if (this.stopping.signal.aborted || this.turns.has(accountId)) return;
    const turn = this.turn.take(account, this.stopping.signal);
    this.turns.set(
      accountId,
      turn.finally(() => this.turns.delete(accountId)),
    );
  }
}
