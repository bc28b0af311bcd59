import { type SettingDescription, type SettingName } from '../../settings/connector-settings';
import { type Attention } from './attention';

/** What does not work without a value. */
const NEEDED: Partial<Record<SettingName, string>> = {
  xAppKey: 'captured',
  xAppSecret: 'captured',
  aadAppId: 'delivered',
  aadAppSecret: 'delivered',
};

/** The values without which nothing is captured, or delivered. */
export function settingsAttention(settings: readonly SettingDescription[]): Attention[] {
  const missing = settings.filter(
    ({ name, setAt, value }) => NEEDED[name] && !setAt && value === undefined,
  );
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name).join(', ');
  const stopped = [...new Set(missing.map(({ name }) => NEEDED[name]))].join(' or ');
  const text = `Nothing can be ${stopped}: ${names} ${missing.length > 1 ? 'are' : 'is'} not set. Go to the settings.`;
  return [{ kind: 'settings-missing', severity: 'error', text }];
}
