import { Injectable } from '@nestjs/common';

import {
  ConnectorSettings,
  missingSettings,
  type NeededSetting,
} from '../settings/connector-settings';
import { type SetupStatus } from './answers';

const NAMES: Readonly<Record<NeededSetting, string>> = {
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
    const missing = missingSettings(await this.settings.describeAll());
    if (missing.length === 0) return { Status: true, Message: null };
    const names = missing.map((name) => NAMES[name]).join(', ');
    const Message = `The connector is not configured: ${names} must be set.`;
    return { Status: false, Message };
  }
}
