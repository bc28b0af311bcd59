import { Injectable } from '@nestjs/common';
import { type Actor, type ActorKind, AppError } from '@app/domain';

import { AuditTrail } from '../audit/audit-trail';
import { ConnectorSettings, type SettingName, type SettingValues } from './connector-settings';
import { EntraAccess } from './entra-access';

/** Known by tenant id and APISecretKey alone, in a session or with every call. */
const KNOWN_BY_KEY: readonly ActorKind[] = ['bootstrap', 'setup-key'];

/** Changes settings, whichever page asks for it. */
@Injectable()
export class SettingsChange {
  constructor(
    private readonly settings: ConnectorSettings,
    private readonly access: EntraAccess,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Sets what is given; an empty or absent value stays as it is. `by` is shown beside the values. Each is noted in the audit log before it
   * is set, so that nothing changes without an event. Rejects with `settings.bootstrap_done` when the caller may not set one of them;
   * nothing is set then.
   */
  async apply(values: SettingValues, caller: Actor, by: string): Promise<void> {
    const changes = await this.settings.changesOf(values);
    const names = changes.map(({ name }) => name);
    if (KNOWN_BY_KEY.includes(caller.kind)) await this.checkKeyMaySet(names, caller);
    for (const { name, value } of changes) {
      await this.audit.done(caller, 'settings.changed', name);
      await this.settings.set(name, value, by).catch(async (error: unknown) => {
        await this.audit.refused(caller, 'settings.changed', 'not-stored', { names: name });
        throw error;
      });
    }
  }

  /**
   * The key opens the door to those who sign in with Entra ID: with it all can be set until somebody can, then only what is missing of X.
   * An application of one's own would make whoever has the key an admin.
   */
  private async checkKeyMaySet(names: SettingName[], caller: Actor): Promise<void> {
    const isFirst = await Promise.all(names.map((name) => this.isFirstOfX(name)));
    if (isFirst.every(Boolean) || !(await this.access.isUsable())) return;
    const details = { names: names.join(' ') };
    await this.audit.refused(caller, 'settings.changed', 'bootstrap-done', details);
    throw new AppError(
      'settings.bootstrap_done',
      'Entra ID sign-in is set up: with tenant id and APISecretKey nothing that is set can be changed. Sign in with an account that has the role Connector.Admin.',
    );
  }

  private async isFirstOfX(name: SettingName): Promise<boolean> {
    return !name.startsWith('aad') && !(await this.settings.isSet(name));
  }
}
