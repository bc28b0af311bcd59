import { Injectable } from '@nestjs/common';
import { EntraSignIn } from '@app/auth';
import { ServerConfig } from '@app/config';
import { type Actor, AppError } from '@app/domain';

import { AuditTrail } from '../../audit/audit-trail';
import { callbackUrl } from '../../connector-api/callback-url';
import {
  ConnectorSettings,
  type SettingName,
  settingNames,
  type SettingValues,
} from '../../settings/connector-settings';
import { EntraAccess } from './entra-access';
import { type SettingsView, viewOfSetting } from './settings.view';

/** Key Vault keeps no longer text beside a value. */
const MAX_BY_LENGTH = 256;

/** Where settings are looked at and changed. */
@Injectable()
export class SettingsDesk {
  constructor(
    private readonly settings: ConnectorSettings,
    private readonly access: EntraAccess,
    private readonly audit: AuditTrail,
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
    const names = settingNames.filter((name) => values[name]);
    if (caller.kind === 'bootstrap') await this.checkBootstrap(names, caller);
    const by = (caller.name ?? caller.id ?? 'bootstrap sign-in').slice(0, MAX_BY_LENGTH);
    for (const name of names) {
      await this.settings.change({ [name]: values[name] }, by);
      await this.audit.done(caller, 'settings.changed', name);
    }
  }

  /** Who knows only tenant id and APISecretKey opens the door to those who sign in with Entra ID, and nothing else. */
  private async checkBootstrap(names: SettingName[], caller: Actor): Promise<void> {
    const others = names.filter((name) => !name.startsWith('aad'));
    const isOpen = others.length === 0 && !(await this.access.isUsable());
    if (isOpen) return;
    const details = { names: names.join(' ') };
    await this.audit.refused(caller, 'settings.changed', 'bootstrap-done', details);
    throw new AppError(
      'settings.bootstrap_done',
      others.length > 0
        ? 'With tenant id and APISecretKey only the values of Entra ID may be set. Sign in with Entra ID for the others.'
        : 'Entra ID sign-in is set up. Sign in with an account that has the role Connector.Admin.',
    );
  }
}
