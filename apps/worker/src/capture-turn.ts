import { Injectable } from '@nestjs/common';
import { AccountCapture, AccountCredentials, type CaptureOutcome } from '@app/capture';
import { CaptureConfig } from '@app/config';
import { isAppError } from '@app/domain';
import { ExclusiveWork } from '@app/jobs';
import { PinoLogger } from 'nestjs-pino';

import { type AccountToCapture } from './accounts-to-capture';

/** One account's turn to be captured, by one worker at a time. */
@Injectable()
export class CaptureTurn {
  constructor(
    private readonly capture: AccountCapture,
    private readonly credentials: AccountCredentials,
    private readonly exclusive: ExclusiveWork,
    private readonly config: CaptureConfig,
    private readonly log: PinoLogger,
  ) {
    log.setContext(CaptureTurn.name);
  }

  /** Never rejects: what failed is logged here, once, and tried again at the next interval. */
  async take({ accountId, loggedInAt }: AccountToCapture, signal: AbortSignal): Promise<void> {
    try {
      const outcome = await this.captureAlone({ accountId, loggedInAt }, signal);
      if (outcome) this.report(accountId, outcome);
    } catch (error) {
      if (signal.aborted) return;
      const level = isAppError(error) && error.fault === 'transient' ? 'warn' : 'error';
      this.log[level]({ event: 'capture', accountId, err: error }, 'capture failed');
    }
  }

  private captureAlone(
    { accountId, loggedInAt }: AccountToCapture,
    signal: AbortSignal,
  ): Promise<CaptureOutcome | undefined> {
    const { leaseSeconds } = this.config;
    const turn = { name: `capture.${accountId}`, leaseSeconds, signal };
    return this.exclusive.run(turn, async (held) =>
      this.capture.run({
        accountId,
        credentials: await this.credentials.of(accountId, loggedInAt),
        signal: held,
        onPage: (added) => this.log.info({ event: 'page', accountId, added }, 'page archived'),
      }),
    );
  }

  private report(accountId: string, { kind, added, pages, ...outcome }: CaptureOutcome): void {
    const level = kind === 'parked' ? 'warn' : 'info';
    this.log[level](
      { event: 'capture', accountId, kind, added, pages, ...outcome },
      `capture ${kind}`,
    );
  }
}
