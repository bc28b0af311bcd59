import { useAnswer } from '../../api/queries';
import { type SettingName, type SettingsView } from '../../api/types';
import { Page } from '../../parts/page';
import { texts } from '../../texts/texts';
import { Address } from './address';
import { CredentialsTest } from './credentials-test';
import { EntraGroup } from './entra-group';
import { SettingsGroup } from './settings-group';

const X: SettingName[] = ['xAppKey', 'xAppSecret', 'xAccessToken', 'xAccessSecret'];
const words = texts.settings;

export function SettingsPage() {
  const settings = useAnswer<SettingsView>('settings');
  return (
    <Page title={words.title} of={settings}>
      {settings.data && <Settings view={settings.data} />}
    </Page>
  );
}

function Settings({ view }: { view: SettingsView }) {
  const ofX = view.settings.filter(({ name }) => X.includes(name));
  return (
    <>
      <p>{words.about}</p>
      <SettingsGroup title={words.x} help={words.xHelp} settings={ofX}>
        <CredentialsTest path="settings/test-x" name={words.testX} />
      </SettingsGroup>
      <EntraGroup view={view} />
      <section className="group">
        <h2>{words.addresses}</h2>
        <p className="soft">{words.addressesHelp}</p>
        <Address name={words.redirectUri} address={view.redirectUri} />
        <Address name={words.callbackUrl} address={view.callbackUrl} />
      </section>
    </>
  );
}
