import { Button } from '@fluentui/react-components';
import { type ReactNode } from 'react';

import { type SettingView } from '../../api/types';
import { formatTime } from '../../format/format';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { Facts } from '../../parts/facts';
import { texts } from '../../texts/texts';
import { ReplaceForm } from './replace-form';
import { useReplacing } from './use-replacing';

const words = texts.settings;

interface SettingsGroupProps {
  title: string;
  help: string;
  settings: SettingView[];
  children: ReactNode;
}

/**
 * Values that belong together: what is set, and how to replace it. The question outlives the form: a dialog that goes while it is open
 * leaves the page hidden from screen readers.
 */
export function SettingsGroup({ title, help, settings, children }: SettingsGroupProps) {
  const replacing = useReplacing(settings);
  const { state, replaced } = replacing;
  return (
    <section className="group">
      <h2>{title}</h2>
      <p className="soft">{help}</p>
      <Facts of={settings.map((setting) => [words.names[setting.name], stateText(setting)])} />
      <div role="status">{state === 'saved' && words.saved}</div>
      {state === 'open' ? (
        <ReplaceForm title={title} settings={settings} replacing={replacing} />
      ) : (
        // The focus comes back to it when the form goes.
        <Button
          className="replace"
          aria-label={`${actionName(settings)}: ${title}`}
          autoFocus={state !== 'untouched'}
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

/** Of a secret only that it is set. */
function stateText({ isSet, setAt, setBy, value }: SettingView): string {
  if (!isSet) return words.isNotSet;
  const state = setAt === undefined ? words.isSet : words.setOn(formatTime(setAt), setBy);
  return value === undefined ? state : `${value} (${state})`;
}
