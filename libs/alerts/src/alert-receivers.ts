import { Injectable } from '@nestjs/common';
import { type KeptAlert } from '@app/jobs';

import { AlertMail } from './alert-mail';
import { AlertWebhook } from './webhook';

export interface Told {
  /** Who has heard of what by now. */
  heard: string[];
  /** Why others could not be told. */
  failures: unknown[];
}

/** Everybody an operator has set to hear of alerts. One who cannot be reached keeps nobody else from hearing. */
@Injectable()
export class AlertReceivers {
  constructor(
    private readonly webhook: AlertWebhook,
    private readonly mail: AlertMail,
  ) {}

  /** Tells each what it has not heard, the beginning before the end. Rejects with the signal's reason only. */
  async tell(alert: KeptAlert, signal: AbortSignal): Promise<Told> {
    const told: Told = { heard: [...(alert.heard ?? [])], failures: [] };
    const { webhook, mail } = this;
    for (const [name, receiver] of Object.entries({ webhook, mail })) {
      if (!receiver.isSet) continue;
      try {
        for (const part of partsOf(alert)) {
          const news = `${name} ${part.state}`;
          if (told.heard.includes(news)) continue;
          await receiver.tell(part, signal);
          told.heard.push(news);
        }
      } catch (error) {
        signal.throwIfAborted();
        told.failures.push(error);
      }
    }
    return told;
  }
}

/** What there is to tell of it, in order. */
function partsOf(alert: KeptAlert): KeptAlert[] {
  if (alert.state === 'raised') return [alert];
  const { resolvedAt: _, ...begun } = alert;
  return [{ ...begun, state: 'raised' }, alert];
}
