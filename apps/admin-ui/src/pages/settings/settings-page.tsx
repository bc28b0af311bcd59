import { useAnswer } from '../../api/queries';
import { type SettingName, type SettingsView } from '../../api/types';
import { Page } from '../../parts/page';
import { texts } from '../../texts/texts';
import { Address } from './address';
import { CredentialsTest } from './credentials-test';
import { SettingsGroup } from './settings-group';

const X: SettingName[] = ['xAppKey', 'xAppSecret', 'xAccessToken', 'xAccessSecret'];
const ENTRA: SettingName[] = ['aadAppId', 'aadAppSecret'];
const words = texts.settings;

/** `isBootstrap`: come in by tenant id and key, which opens the Entra ID values only. */
export function SettingsPage({ isBootstrap }: { isBootstrap: boolean }) {
  const settings = useAnswer<SettingsView>('settings');
  return (
    <Page title={words.title} of={settings}>
      {settings.data && <Settings view={settings.data} isBootstrap={isBootstrap} />}
    </Page>
  );
}

function Settings({ view, isBootstrap }: { view: SettingsView; isBootstrap: boolean }) {
  const of = (names: SettingName[]) => view.settings.filter(({ name }) => names.includes(name));
  return (
    <>
      <p>{words.about}</p>
      {!isBootstrap && (
        <SettingsGroup title={words.x} help={words.xHelp} settings={of(X)}>
          <CredentialsTest path="settings/test-x" name={words.testX} />
        </SettingsGroup>
      )}
      <SettingsGroup title={words.entra} help={words.entraHelp} settings={of(ENTRA)}>
        <CredentialsTest path="settings/test-entra" name={words.testEntra} />
        {isBootstrap && <p>{words.bootstrapNext}</p>}
      </SettingsGroup>
      <section className="group">
        <h2>{words.addresses}</h2>
        <p className="soft">{words.addressesHelp}</p>
        <Address name={words.redirectUri} address={view.redirectUri} />
        {!isBootstrap && <Address name={words.callbackUrl} address={view.callbackUrl} />}
      </section>
    </>
  );
}
