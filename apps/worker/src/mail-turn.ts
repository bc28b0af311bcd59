import { Injectable } from '@nestjs/common';
import { DeliveryConfig } from '@app/config';
import { type ArchivedAccount, MailDelivery, type MailRun } from '@app/delivery';
import { type Fault, isAppError } from '@app/domain';
import { ExclusiveWork } from '@app/jobs';
import { PinoLogger } from 'nestjs-pino';

/** How a turn went: all is delivered, there is more, it failed; `elsewhere`: another worker is at this account, or the process ends. */
export type MailTurnEnd =
  { kind: 'done' } | { kind: 'more' } | { kind: 'elsewhere' } | { kind: 'failed'; fault: Fault };

/** One account's turn to be delivered to the mail server, by one worker at a time. */
@Injectable()
export class MailTurn {
  constructor(
    private readonly delivery: MailDelivery,
    private readonly exclusive: ExclusiveWork,
    private readonly config: DeliveryConfig,
    private readonly log: PinoLogger,
  ) {
    log.setContext(MailTurn.name);
  }

  /** Never rejects: what failed is logged here, once. */
  async take(account: ArchivedAccount, signal: AbortSignal): Promise<MailTurnEnd> {
    const { accountId } = account;
    const turn = { name: `mail.${accountId}`, leaseSeconds: this.config.hideSeconds, signal };
    try {
      const run = await this.exclusive.run(turn, (held) => this.delivery.run(account, held));
      if (!run) return { kind: 'elsewhere' };
      this.report(accountId, run);
      return { kind: run.isMore ? 'more' : 'done' };
    } catch (error) {
      if (signal.aborted) return { kind: 'elsewhere' };
      // What nobody expected concerns this account alone, as far as anybody knows.
      const fault = isAppError(error) ? error.fault : 'permanent';
      const level = fault === 'transient' ? 'warn' : 'error';
      this.log[level]({ event: 'mail', accountId, err: error }, 'mail delivery failed');
      return { kind: 'failed', fault };
    }
  }

  private report(accountId: string, { parked, delivered, known, isMore }: MailRun): void {
    for (const { postId, code, reason } of parked) {
      this.log.warn({ event: 'mail', accountId, postId, code, reason }, 'message put aside');
    }
    if (delivered + parked.length === 0) return;
    const counts = { delivered, known, parked: parked.length, isMore };
    this.log.info({ event: 'mail', accountId, ...counts }, 'mail delivered');
  }
}
