import { Injectable } from '@nestjs/common';
import { AccountCapture, AccountCredentials, type CaptureOutcome } from '@app/capture';
import { CaptureConfig } from '@app/config';
import { isAppError, type XCredentials } from '@app/domain';
import { ExclusiveWork } from '@app/jobs';
import { PinoLogger } from 'nestjs-pino';

import { type AccountToCapture } from './accounts-to-capture';

/**
 * How a turn went: `over`, well or not; `elsewhere`: another is at this account, nothing was done; `stopped` half-way, as the process
 * ends.
 */
export type TurnEnd = 'over' | 'elsewhere' | 'stopped';

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
  async take(
    account: AccountToCapture,
    signal: AbortSignal,
    options: { evenIfParked?: boolean } = {},
  ): Promise<TurnEnd> {
    const { accountId } = account;
    try {
      const outcome = await this.captureAlone(account, signal, options);
      if (!outcome) return 'elsewhere';
      this.report(accountId, outcome);
    } catch (error) {
      if (signal.aborted) return 'stopped';
      const level = isAppError(error) && error.fault === 'transient' ? 'warn' : 'error';
      this.log[level]({ event: 'capture', accountId, err: error }, 'capture failed');
    }
    return 'over';
  }

  private captureAlone(
    account: AccountToCapture,
    signal: AbortSignal,
    { evenIfParked }: { evenIfParked?: boolean },
  ): Promise<CaptureOutcome | undefined> {
    const { accountId } = account;
    const { leaseSeconds } = this.config;
    const turn = { name: `capture.${accountId}`, leaseSeconds, signal };
    return this.exclusive.run(turn, async (held) =>
      this.capture.run({
        accountId,
        credentials: await this.credentialsOf(account),
        evenIfParked,
        signal: held,
        onPage: (added) => this.log.info({ event: 'page', accountId, added }, 'page archived'),
      }),
    );
  }

  /** Without keys the account is made to wait, so that an admin sees why. */
  private async credentialsOf({ accountId, loggedInAt }: AccountToCapture): Promise<XCredentials> {
    try {
      return await this.credentials.of(accountId, loggedInAt);
    } catch (error) {
      if (isAppError(error) && error.fault === 'setup') {
        await this.capture.parkForKeys(accountId, error.code);
      }
      throw error;
    }
  }

  private report(accountId: string, { kind, added, pages, ...outcome }: CaptureOutcome): void {
    const level = kind === 'parked' ? 'warn' : 'info';
    this.log[level](
      { event: 'capture', accountId, kind, added, pages, ...outcome },
      `capture ${kind}`,
    );
  }
}
