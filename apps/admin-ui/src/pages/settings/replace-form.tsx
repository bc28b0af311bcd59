import { Button, Field, Input, useRestoreFocusTarget } from '@fluentui/react-components';
import { type SubmitEvent, useState } from 'react';

import { type SettingName, type SettingView } from '../../api/types';
import { ProblemBar } from '../../parts/problem-bar';
import { texts } from '../../texts/texts';
import { enteredValues, type Values } from './entered-values';
import { type useReplacing } from './use-replacing';

const words = texts.settings;

interface ReplaceFormProps {
  title: string;
  settings: SettingView[];
  replacing: Pick<ReturnType<typeof useReplacing>, 'saving' | 'submit' | 'giveUp'>;
}

/** New values for some settings. */
export function ReplaceForm({ title, settings, replacing }: ReplaceFormProps) {
  const { saving, submit, giveUp } = replacing;
  const [values, setValues] = useState<Values>({});
  const [isEmpty, setIsEmpty] = useState(false);
  const restoreFocus = useRestoreFocusTarget();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const entered = enteredValues(values);
    const hasNothing = Object.keys(entered).length === 0;
    setIsEmpty(hasNothing);
    if (!hasNothing) submit(entered);
  };
  return (
    <form onSubmit={send} className="form" aria-label={`${words.replace}: ${title}`}>
      <p>{words.replaceHelp}</p>
      {settings.map((setting, index) => (
        <ValueField
          key={setting.name}
          setting={setting}
          isFirst={index === 0}
          value={values[setting.name] ?? ''}
          onChange={(name, value) => setValues({ ...values, [name]: value })}
        />
      ))}
      <div role="status">{isEmpty && words.nothing}</div>
      {saving.error && <ProblemBar error={saving.error} />}
      <div className="buttons">
        <Button
          {...restoreFocus}
          type="submit"
          appearance="primary"
          disabledFocusable={saving.isPending}
        >
          {words.save}
        </Button>
        <Button onClick={giveUp}>{texts.cancel}</Button>
      </div>
    </form>
  );
}

interface ValueFieldProps {
  setting: SettingView;
  isFirst: boolean;
  value: string;
  onChange: (name: SettingName, value: string) => void;
}

/** The first has the focus: whoever pressed "Replace" is taken to it. */
function ValueField({ setting: { name, isSecret }, isFirst, value, onChange }: ValueFieldProps) {
  return (
    <Field label={words.names[name]}>
      <Input
        type={isSecret ? 'password' : 'text'}
        autoFocus={isFirst}
        autoComplete="off"
        value={value}
        onChange={(_, entered) => onChange(name, entered.value)}
      />
    </Field>
  );
}
