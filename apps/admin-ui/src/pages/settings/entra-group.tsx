import { type SettingName, type SettingsView } from '../../api/types';
import { texts } from '../../texts/texts';
import { CredentialsTest } from './credentials-test';
import { SettingsGroup } from './settings-group';

const ENTRA: SettingName[] = ['aadAppId', 'aadAppSecret'];
const words = texts.settings;

/** The values people and the Import service sign in with. */
export function EntraGroup({ view, lock }: { view: SettingsView; lock?: string }) {
  const settings = view.settings.filter(({ name }) => ENTRA.includes(name));
  return (
    <SettingsGroup title={words.entra} help={words.entraHelp} settings={settings} lock={lock}>
      <CredentialsTest path="settings/test-entra" name={words.testEntra} />
    </SettingsGroup>
  );
}
