import { Injectable } from '@nestjs/common';
import { AccountCredentials, AccountStreams, type StreamResult } from '@app/capture';
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
    private readonly streams: AccountStreams,
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
      const isMine = await this.captureAlone(account, signal, options);
      return isMine ? 'over' : 'elsewhere';
    } catch (error) {
      if (signal.aborted) return 'stopped';
      this.reportFailure(accountId, error);
    }
    return 'over';
  }

  private async captureAlone(
    account: AccountToCapture,
    signal: AbortSignal,
    { evenIfParked }: { evenIfParked?: boolean },
  ): Promise<boolean> {
    const { accountId, username } = account;
    const { leaseSeconds } = this.config;
    const turn = { name: `capture.${accountId}`, leaseSeconds, signal };
    const done = await this.exclusive.run(turn, async (held) => {
      const request = {
        ...{ accountId, username, evenIfParked, signal: held },
        credentials: await this.credentialsOf(account),
        onPage: (added: number) =>
          this.log.info({ event: 'page', accountId, added }, 'page archived'),
      };
      for await (const result of this.streams.run(request)) this.report(accountId, result);
      return account;
    });
    return done !== undefined;
  }

  /** Without keys the account is made to wait, so that an admin sees why. */
  private async credentialsOf({ accountId, loggedInAt }: AccountToCapture): Promise<XCredentials> {
    try {
      return await this.credentials.of(accountId, loggedInAt);
    } catch (error) {
      if (isAppError(error) && error.fault === 'setup') {
        await this.streams.parkForKeys(accountId, error.code);
      }
      throw error;
    }
  }

  private report(accountId: string, result: StreamResult): void {
    const { stream } = result;
    if ('error' in result) {
      this.reportFailure(accountId, result.error, stream);
      return;
    }
    const { kind, ...outcome } = result.outcome;
    const wasNothingDue = stream === 'deletions' && kind === 'caught-up' && outcome.pages === 0;
    if (wasNothingDue) return;
    const level = kind === 'parked' ? 'warn' : 'info';
    this.log[level]({ event: 'capture', accountId, stream, kind, ...outcome }, `capture ${kind}`);
  }

  private reportFailure(accountId: string, error: unknown, stream?: string): void {
    const level = isAppError(error) && error.fault === 'transient' ? 'warn' : 'error';
    this.log[level]({ event: 'capture', accountId, stream, err: error }, 'capture failed');
  }
}
