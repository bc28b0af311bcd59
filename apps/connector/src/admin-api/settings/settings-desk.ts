import { Injectable } from '@nestjs/common';
import { EntraSignIn } from '@app/auth';
import { ServerConfig } from '@app/config';
import { type Actor } from '@app/domain';

import { callbackUrl } from '../../connector-api/callback-url';
import { ConnectorSettings, type SettingValues } from '../../settings/connector-settings';
import { SettingsChange } from '../../settings/settings-change';
import { type SettingsView, viewOfSetting } from './settings.view';

/** Key Vault keeps no longer text beside a value. */
const MAX_BY_LENGTH = 256;

/** Where settings are looked at and changed. */
@Injectable()
export class SettingsDesk {
  constructor(
    private readonly settings: ConnectorSettings,
    private readonly changes: SettingsChange,
    private readonly signIn: EntraSignIn,
    private readonly server: ServerConfig,
  ) {}

  async show(): Promise<SettingsView> {
    return {
      settings: (await this.settings.describeAll()).map(viewOfSetting),
      redirectUri: this.signIn.redirectUrl.href,
      callbackUrl: callbackUrl(this.server.publicUrl),
    };
  }

  /** Rejects with `settings.bootstrap_done`; nothing is set then. */
  async change(values: SettingValues, caller: Actor): Promise<void> {
    const by = (caller.name ?? caller.id ?? 'bootstrap sign-in').slice(0, MAX_BY_LENGTH);
    await this.changes.apply(values, caller, by);
  }
}
