import { type AppError } from '@app/domain';

import {
  missingSettings,
  type NeededSetting,
  type SettingDescription,
} from '../../settings/connector-settings';
import { type Attention } from './attention';

/** What does not work without a value; its name as the settings page has it. */
const NEEDED: Readonly<Record<NeededSetting, { stops: string; name: string }>> = {
  xAppKey: { stops: 'captured', name: "the X app's API key" },
  xAppSecret: { stops: 'captured', name: "the X app's API key secret" },
  aadAppId: { stops: 'delivered', name: "the Entra ID application's id" },
  aadAppSecret: { stops: 'delivered', name: "the Entra ID application's client secret" },
};

/** The values without which nothing is captured, or delivered. */
export function settingsAttention(settings: readonly SettingDescription[]): Attention[] {
  const missing = missingSettings(settings).map((name) => NEEDED[name]);
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name).join(' and ');
  const stopped = [...new Set(missing.map(({ stops }) => stops))].join(' or ');
  const text = `Nothing can be ${stopped}: ${names} ${missing.length > 1 ? 'are' : 'is'} not set. Go to the settings.`;
  return [{ kind: 'settings-missing', severity: 'error', text }];
}

export function settingsUnread({ message }: AppError): Attention {
  const text = `Nobody knows whether all settings are set. ${message}`;
  return { kind: 'settings-unread', severity: 'error', text };
}
