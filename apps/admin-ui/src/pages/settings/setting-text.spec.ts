import { type SettingView } from '../../api/types';
import { en } from '../../texts/en';
import { settingText } from './setting-text';

const words = en.settings;
const setAt = '2026-01-01T00:00:00Z';

it.each<[Partial<SettingView> & Pick<SettingView, 'name'>, string]>([
  [{ name: 'xAppKey', isSet: false }, words.isNotSet],
  [{ name: 'xAccessToken', isSet: false }, words.isOptional],
  [{ name: 'xAppKey' }, words.isSet],
  [{ name: 'xAppKey', setAt, setBy: 'Ada' }, 'Set on 1 Jan 2026, 00:00 UTC by Ada'],
  [{ name: 'aadAppId', value: 'id', setAt }, 'id (Set on 1 Jan 2026, 00:00 UTC)'],
  [{ name: 'aadAppId', value: 'id' }, `id (${words.fromEnvironment})`],
])('%j is told as %s', (setting, text) => {
  expect(settingText({ isSecret: true, isSet: true, ...setting })).toBe(text);
});
