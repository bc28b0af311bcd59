import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AlertConfig } from '@app/config';
import { AppError } from '@app/domain';
import { type KeptAlert } from '@app/jobs';

import { wireOf } from './alert-wire';

const TIMEOUT_MS = 10_000;

/** Posts alerts to the address an operator has set, if one is. */
@Injectable()
export class AlertWebhook {
  constructor(private readonly config: AlertConfig) {}

  get isSet(): boolean {
    return this.config.webhookUrl !== undefined;
  }

  /**
   * Resolves once the receiver has taken it (2xx), or when there is none. The same state of the same alert has the same `id`: it may come
   * twice. Rejects with `alerts.not_told`, without a cause: it would name the address, which may be a secret; or with the signal's reason.
   */
  async tell(alert: KeptAlert, signal?: AbortSignal): Promise<void> {
    const { webhookUrl, webhookKey } = this.config;
    if (!webhookUrl) return;
    const body = JSON.stringify(wireOf(alert));
    const signature = webhookKey && createHmac('sha256', webhookKey.reveal()).update(body);
    const deadline = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(webhookUrl.reveal(), {
      method: 'POST',
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      headers: {
        'content-type': 'application/json',
        ...(signature && { 'x-connector-signature': `sha256=${signature.digest('hex')}` }),
      },
      body,
    }).catch(() => {
      signal?.throwIfAborted();
      throw notTold('does not answer');
    });
    await response.body?.cancel();
    if (!response.ok) throw notTold(`answers with status ${response.status}`);
  }
}

function notTold(what: string): AppError {
  return new AppError(
    'alerts.not_told',
    `The receiver of alerts ${what}; it is told again at the next look.`,
  );
}
