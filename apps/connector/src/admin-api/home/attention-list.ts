import { Injectable } from '@nestjs/common';
import { CaptureConfig } from '@app/config';
import { AppError, Clock } from '@app/domain';

import { ConnectorSettings } from '../../settings/connector-settings';
import { type Account } from '../accounts/account';
import { attentionFor } from './account-attention';
import { type Attention, mostUrgentFirst } from './attention';
import { DeliveryAttention } from './delivery-attention';
import { settingsAttention, settingsUnread } from './settings-attention';

/** All that an admin should know of now. */
@Injectable()
export class AttentionList {
  constructor(
    private readonly settings: ConnectorSettings,
    private readonly delivery: DeliveryAttention,
    private readonly config: CaptureConfig,
    private readonly clock: Clock,
  ) {}

  /** Most urgent first. */
  async find(accounts: readonly Account[]): Promise<Attention[]> {
    const [settings, delivery] = await Promise.all([this.ofSettings(), this.delivery.find()]);
    const time = { now: this.clock.now(), intervalMs: this.config.intervalSeconds * 1000 };
    const ofAccounts = accounts.flatMap((account) => attentionFor(account, time));
    return mostUrgentFirst([...settings, ...delivery, ...ofAccounts]);
  }

  /** The store of secrets may not answer; the rest is told all the same. */
  private async ofSettings(): Promise<Attention[]> {
    try {
      return settingsAttention(await this.settings.describeAll());
    } catch (error) {
      if (error instanceof AppError) return [settingsUnread(error)];
      throw error;
    }
  }
}
