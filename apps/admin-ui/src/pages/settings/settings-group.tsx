import { Button } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';

import { type SettingView } from '../../api/types';
import { formatTime } from '../../format/format';
import { Facts } from '../../parts/facts';
import { texts } from '../../texts/texts';
import { ReplaceForm } from './replace-form';

const words = texts.settings;

interface SettingsGroupProps {
  title: string;
  help: string;
  settings: SettingView[];
  children: ReactNode;
}

/** Values that belong together: what is set, and how to replace it. */
export function SettingsGroup({ title, help, settings, children }: SettingsGroupProps) {
  const [isReplacing, setIsReplacing] = useState(false);
  const [ended, setEnded] = useState<'saved' | 'given-up'>();
  const end = (saved: boolean) => {
    setIsReplacing(false);
    setEnded(saved ? 'saved' : 'given-up');
  };
  return (
    <section className="group">
      <h2>{title}</h2>
      <p className="soft">{help}</p>
      <Facts of={settings.map((setting) => [words.names[setting.name], stateText(setting)])} />
      <div role="status">{ended === 'saved' && words.saved}</div>
      {isReplacing ? (
        <ReplaceForm title={title} settings={settings} onEnd={end} />
      ) : (
        // The focus comes back to it when the form goes.
        <Button
          className="replace"
          aria-label={`${actionName(settings)}: ${title}`}
          autoFocus={ended !== undefined}
          onClick={() => setIsReplacing(true)}
        >
          {actionName(settings)}
        </Button>
      )}
      {children}
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
