import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Clock } from '@app/domain';
import { CaptureRequests, JobStore, type RequestedCapture } from '@app/jobs';
import { PinoLogger } from 'nestjs-pino';

import { type AccountToCapture, accountsToCapture } from './accounts-to-capture';
import { Background, repeat } from './background';
import { CaptureTurn } from './capture-turn';

/** Somebody waits in front of the settings page. */
const LOOK_MS = 3000;

/**
 * Captures what an admin wants captured now, parked or not. A request is removed after its turn: one that a dying worker was at is
 * served by another. While an account is at a turn already, its request waits for the next one.
 */
@Injectable()
export class RequestedCaptures implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background = new Background();
  /** By account. */
  private readonly turns = new Map<string, Promise<void>>();

  constructor(
    private readonly requests: CaptureRequests,
    private readonly jobs: JobStore,
    private readonly turn: CaptureTurn,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {
    log.setContext(RequestedCaptures.name);
  }

  onApplicationBootstrap(): void {
    const { clock } = this;
    this.background.start((signal) =>
      repeat((signal) => this.look(signal), { restMs: LOOK_MS, clock, signal }),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.background.stop();
    await Promise.all(this.turns.values());
  }

  private async look(signal: AbortSignal): Promise<'idle'> {
    try {
      const requests = await this.requests.list();
      const accounts = requests.length > 0 ? accountsToCapture(await this.jobs.list()) : [];
      for (const request of requests) {
        const account = accounts.find(({ accountId }) => accountId === request.accountId);
        this.begin(request, account, signal);
      }
    } catch (error) {
      this.log.error({ err: error }, 'the captures asked for cannot be listed');
    }
    return 'idle';
  }

  private begin(
    request: RequestedCapture,
    account: AccountToCapture | undefined,
    signal: AbortSignal,
  ): void {
    const { accountId } = request;
    if (signal.aborted || this.turns.has(accountId)) return;
    const serving = this.serve(request, account, signal).catch((error: unknown) => {
      this.log.error({ err: error, accountId }, 'a capture asked for cannot be ticked off');
    });
    this.turns.set(
      accountId,
      serving.finally(() => this.turns.delete(accountId)),
    );
  }

  /** An account that was paused or deleted since is not captured. */
  private async serve(
    request: RequestedCapture,
    account: AccountToCapture | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const end = account && (await this.turn.take(account, signal, { evenIfParked: true }));
    if (end === undefined || end === 'over') await this.requests.remove(request);
  }
}
