import { Injectable } from '@nestjs/common';
import { AlertConfig, LimitsConfig } from '@app/config';
import { Clock } from '@app/domain';
import { type Alert, AlertBook, type KeptAlert } from '@app/jobs';

import { AccountWatch } from './account-watch';
import { accountCodes, dailyCodes, mailCodes, serviceCodes } from './alert-codes';
import { AlertReceivers } from './alert-receivers';
import { afterLook } from './alert-transitions';
import { DailyCheck } from './daily-check';
import { isPassing, isUnseen, type Look, lookAt, together, type Unseen } from './look';
import { MailWatch } from './mail-watch';
import { ServiceWatch } from './service-watch';

/** What came of one look. */
export interface RoundResult {
  /** What was raised or resolved by it. */
  changed: KeptAlert[];
  /** What could not be looked at, and why. */
  unseen: Unseen[];
  /** Why somebody could not be told; it is tried again in the next round. */
  failures: unknown[];
}

const isDaily = ({ code }: Alert) => dailyCodes.some((daily) => daily === code);

/** Looks for broken promises. */
@Injectable()
export class AlertFinder {
  constructor(
    private readonly accounts: AccountWatch,
    private readonly service: ServiceWatch,
    private readonly mail: MailWatch,
    private readonly daily: DailyCheck,
    private readonly limits: LimitsConfig,
  ) {}

  async now(): Promise<Look> {
    return together([
      await lookAt({ codes: accountCodes }, () => this.accounts.find()),
      await lookAt({ codes: serviceCodes }, () => this.service.find(this.limits)),
      await lookAt({ codes: mailCodes }, () => this.mail.find()),
    ]);
  }

  onceADay(signal: AbortSignal): Promise<Look> {
    return this.daily.find(signal);
  }
}

/** Looks for broken promises, by one worker at a time: each is raised once and resolved once, and told until it is heard. */
@Injectable()
export class AlertRound {
  constructor(
    private readonly finder: AlertFinder,
    private readonly book: AlertBook,
    private readonly receivers: AlertReceivers,
    private readonly clock: Clock,
    private readonly config: AlertConfig,
  ) {}

  /** A look at what can be seen at once; then, once a day, at what takes long. What the first finds is told before the other begins. */
  async *run(signal: AbortSignal): AsyncGenerator<RoundResult> {
    const look = await this.finder.now();
    yield await this.conclude(look, (alert) => !isDaily(alert), signal);
    const day = this.dayDue();
    if (day === undefined || day === (await this.book.lastDaily())) return;
    const daily = await this.finder.onceADay(signal);
    yield await this.conclude(daily, isDaily, signal);
    // What is damaged is still so at the next look: it is looked at again the next day.
    if (!daily.unseen.some(isPassing)) await this.book.noteDaily(day);
  }

  private async conclude(
    look: Look,
    isOfThese: (alert: Alert) => boolean,
    signal: AbortSignal,
  ): Promise<RoundResult> {
    const changed = await this.note(look, isOfThese);
    const failures: unknown[] = [];
    for (const alert of await this.book.list()) {
      if (!alert.isTold) failures.push(...(await this.tell(alert, signal)));
    }
    return { changed, unseen: look.unseen, failures };
  }

  /** What could not be looked at stays as it is. */
  private async note(
    { found, unseen }: Look,
    isOfThese: (alert: Alert) => boolean,
  ): Promise<KeptAlert[]> {
    const kept = (await this.book.list()).filter(isOfThese);
    const now = this.clock.now();
    const isJudged = (alert: KeptAlert) => alert.state === 'raised' || !isUnseen(alert, unseen);
    const changed = afterLook(found, kept, now).filter(isJudged);
    for (const alert of changed) await this.book.put(alert);
    return changed.filter(({ raisedAt, resolvedAt }) => [raisedAt, resolvedAt].includes(now));
  }

  /** Why some could not be told. */
  private async tell(alert: KeptAlert, signal: AbortSignal): Promise<unknown[]> {
    const { failures, heard } = await this.receivers.tell(alert, signal);
    const isTold = failures.length === 0;
    if (isTold && alert.state === 'resolved') await this.book.remove(alert);
    else await this.book.put({ ...alert, heard, isTold });
    return failures;
  }

  /** The day whose check is due: today's from the hour on. */
  private dayDue(): string | undefined {
    const now = this.clock.now();
    return now.getUTCHours() < this.config.dailyHour ? undefined : now.toISOString().slice(0, 10);
  }
}
