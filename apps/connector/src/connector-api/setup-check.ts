import { Injectable } from '@nestjs/common';

import { ConnectorSettings, type SettingName } from '../settings/connector-settings';
import { type SetupStatus } from './answers';

/** The app owner's own tokens are not needed: every account has its own. */
const needed: Partial<Record<SettingName, string>> = {
  xAppKey: 'the X API key',
  xAppSecret: 'the X API key secret',
  aadAppId: 'the id of the Entra ID application',
  aadAppSecret: 'the secret of the Entra ID application',
};

/** Is all set that an admin has to set? */
@Injectable()
export class SetupCheck {
  constructor(private readonly settings: ConnectorSettings) {}

  async status(): Promise<SetupStatus> {
    const described = await this.settings.describeAll();
    const missing = described
      .filter(({ setAt, value }) => !setAt && value === undefined)
      .flatMap(({ name }) => needed[name] ?? []);
    if (missing.length === 0) return { Status: true, Message: null };
    const Message = `The connector is not configured: ${missing.join(', ')} must be set.`;
    return { Status: false, Message };
  }
}
