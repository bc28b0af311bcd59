import { Button } from '@fluentui/react-components';
import { type ReactNode } from 'react';

import { type SettingView } from '../../api/types';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { Facts } from '../../parts/facts';
import { texts } from '../../texts/texts';
import { ReplaceForm } from './replace-form';
import { settingText } from './setting-text';
import { useReplacing } from './use-replacing';

const words = texts.settings;

interface SettingsGroupProps {
  title: string;
  help: string;
  settings: SettingView[];
  /** Why nothing can be replaced now. */
  lock?: string;
  children: ReactNode;
}

/**
 * Values that belong together: what is set, and how to replace it. The question outlives the form: a dialog that goes while it is open
 * leaves the page hidden from screen readers.
 */
export function SettingsGroup({ title, help, settings, lock, children }: SettingsGroupProps) {
  const replacing = useReplacing(settings);
  const { state, replaced } = replacing;
  return (
    <section className="group">
      <h2>{title}</h2>
      <p className="soft">{help}</p>
      <Facts of={settings.map((setting) => [words.names[setting.name], settingText(setting)])} />
      <div role="status">{state === 'saved' && words.saved}</div>
      {state === 'open' && lock === undefined ? (
        <ReplaceForm title={title} settings={settings} replacing={replacing} />
      ) : (
        // The focus comes back to it when the form goes.
        <Button
          className="replace"
          aria-label={`${actionName(settings)}: ${title}`}
          autoFocus={state !== 'untouched'}
          disabled={lock !== undefined}
          onClick={replacing.open}
        >
          {actionName(settings)}
        </Button>
      )}
      {children}
      <ConfirmDialog
        open={replacing.isAsking}
        title={words.confirmTitle}
        text={words.confirmText(replaced.map(({ name }) => words.names[name]).join(', '))}
        action={words.replace}
        onConfirm={replacing.confirm}
        onClose={replacing.stopAsking}
      />
    </section>
  );
}

function actionName(settings: SettingView[]): string {
  return settings.some(({ isSet }) => isSet) ? words.replace : words.set;
}
