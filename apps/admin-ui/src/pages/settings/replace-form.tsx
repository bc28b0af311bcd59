import { Button, Field, Input, useRestoreFocusTarget } from '@fluentui/react-components';
import { type SubmitEvent, useState } from 'react';

import { api, useAction } from '../../api/queries';
import { type SettingName, type SettingsView, type SettingView } from '../../api/types';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { ProblemBar } from '../../parts/problem-bar';
import { texts } from '../../texts/texts';
import { enteredValues, type Values } from './entered-values';

const words = texts.settings;

interface ReplaceFormProps {
  title: string;
  settings: SettingView[];
  onEnd: (saved: boolean) => void;
}

/** New values for some settings; what would be lost is asked about first. */
export function ReplaceForm({ title, settings, onEnd }: ReplaceFormProps) {
  const [values, setValues] = useState<Values>({});
  const [isAsking, setIsAsking] = useState(false);
  const [isEmpty, setIsEmpty] = useState(false);
  const saving = useAction((entered: Values) =>
    api.put<SettingsView>('settings', { values: entered }),
  );
  const restoreFocus = useRestoreFocusTarget();
  const entered = enteredValues(values);
  const replaced = settings.filter(({ name, isSet }) => isSet && name in entered);
  const save = () => saving.mutate(entered, { onSuccess: () => onEnd(true) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setIsEmpty(Object.keys(entered).length === 0);
    if (Object.keys(entered).length === 0) return;
    if (replaced.length > 0) setIsAsking(true);
    else save();
  };
  const enter = (name: SettingName, value: string) => setValues({ ...values, [name]: value });
  return (
    <form onSubmit={submit} className="form" aria-label={`${words.replace}: ${title}`}>
      <p>{words.replaceHelp}</p>
      {settings.map((setting, index) => (
        <ValueField
          key={setting.name}
          setting={setting}
          isFirst={index === 0}
          value={values[setting.name] ?? ''}
          onChange={enter}
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
        <Button onClick={() => onEnd(false)}>{texts.cancel}</Button>
      </div>
      <ConfirmDialog
        open={isAsking}
        title={words.confirmTitle}
        text={words.confirmText(replaced.map(({ name }) => words.names[name]).join(', '))}
        action={words.replace}
        onConfirm={save}
        onClose={() => setIsAsking(false)}
      />
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
