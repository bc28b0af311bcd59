import { MessageBar, MessageBarBody } from '@fluentui/react-components';

import { useAnswer, useTrial } from '../../api/queries';
import { type SettingsView, type TestResult } from '../../api/types';
import { Page } from '../../parts/page';
import { ProblemBar } from '../../parts/problem-bar';
import { texts } from '../../texts/texts';
import { Address } from './address';
import { bootstrapLock } from './bootstrap-lock';
import { EntraGroup } from './entra-group';

const words = texts.settings;

/** For who has come in by tenant id and key: the Entra ID values only, and those only while nobody can sign in with them. */
export function BootstrapSettings({ canUseEntra }: { canUseEntra: boolean }) {
  const settings = useAnswer<SettingsView>('settings');
  const trial = useTrial<TestResult>('settings/test-entra', canUseEntra);
  const lock = bootstrapLock(canUseEntra, trial.data);
  return (
    <Page title={words.title} of={settings}>
      <p>{words.about}</p>
      {lock !== undefined && (
        <MessageBar intent="info" layout="multiline" className="message">
          <MessageBarBody>{lock}</MessageBarBody>
        </MessageBar>
      )}
      {trial.error && <ProblemBar error={trial.error} onRetry={() => void trial.refetch()} />}
      {settings.data && (
        <>
          <EntraGroup view={settings.data} lock={lock} />
          {lock === undefined && <p>{words.bootstrapNext}</p>}
          <section className="group">
            <h2>{words.addresses}</h2>
            <p className="soft">{words.addressesHelp}</p>
            <Address name={words.redirectUri} address={settings.data.redirectUri} />
          </section>
        </>
      )}
    </Page>
  );
}
