import { Injectable } from '@nestjs/common';
import { AlertConfig, LimitsConfig } from '@app/config';
import { Clock } from '@app/domain';
import { type Alert, AlertBook, type KeptAlert } from '@app/jobs';

import { AccountWatch } from './account-watch';
import { dailyCodes } from './alert-codes';
import { afterLook } from './alert-transitions';
import { DailyCheck } from './daily-check';
import { ServiceWatch } from './service-watch';
import { AlertWebhook } from './webhook';

export interface RoundResult {
  /** What was raised or resolved in it. */
  changed: KeptAlert[];
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
    private readonly daily: DailyCheck,
    private readonly limits: LimitsConfig,
  ) {}

  async now(): Promise<Alert[]> {
    return [...(await this.accounts.find()), ...(await this.service.find(this.limits))];
  }

  onceADay(signal: AbortSignal): Promise<Alert[]> {
    return this.daily.find(signal);
  }
}

/** One look for broken promises, by one worker at a time: each is raised once and resolved once, and told until it is heard. */
@Injectable()
export class AlertRound {
  constructor(
    private readonly finder: AlertFinder,
    private readonly book: AlertBook,
    private readonly webhook: AlertWebhook,
    private readonly clock: Clock,
    private readonly config: AlertConfig,
  ) {}

  async run(signal: AbortSignal): Promise<RoundResult> {
    const changed = await this.note(await this.finder.now(), (alert) => !isDaily(alert));
    const day = this.dayDue();
    if (day !== undefined && day !== (await this.book.lastDaily())) {
      changed.push(...(await this.note(await this.finder.onceADay(signal), isDaily)));
      await this.book.noteDaily(day);
    }
    const failures: unknown[] = [];
    for (const alert of await this.book.list()) {
      if (alert.isTold) continue;
      await this.tell(alert, signal).catch((error: unknown) => {
        signal.throwIfAborted();
        failures.push(error);
      });
    }
    return { changed, failures };
  }

  private async note(found: Alert[], isOfThese: (alert: Alert) => boolean): Promise<KeptAlert[]> {
    const kept = (await this.book.list()).filter(isOfThese);
    const changed = afterLook(found, kept, this.clock.now());
    for (const alert of changed) await this.book.put(alert);
    return changed.filter(({ isTold }) => !isTold);
  }

  private async tell(alert: KeptAlert, signal: AbortSignal): Promise<void> {
    await this.webhook.tell(alert, signal);
    if (alert.state === 'resolved') await this.book.remove(alert);
    else await this.book.put({ ...alert, isTold: true });
  }

  /** The day whose check is due: today's from the hour on. */
  private dayDue(): string | undefined {
    const now = this.clock.now();
    return now.getUTCHours() < this.config.dailyHour ? undefined : now.toISOString().slice(0, 10);
  }
}
