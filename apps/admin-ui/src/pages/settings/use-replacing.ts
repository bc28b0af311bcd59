import { useState } from 'react';

import { api, useAction } from '../../api/queries';
import { type SettingsView, type SettingView } from '../../api/types';
import { type Values } from './entered-values';

/** Replacing values of a group: the form is open, perhaps a question is asked, then it is saved or given up. */
export function useReplacing(settings: SettingView[]) {
  const [state, setState] = useState<'untouched' | 'open' | 'saved' | 'given-up'>('untouched');
  const [isAsking, setIsAsking] = useState(false);
  const [entered, setEntered] = useState<Values>({});
  const saving = useAction((values: Values) => api.put<SettingsView>('settings', { values }));
  const isReplaced = ({ name, isSet }: SettingView, values: Values) => isSet && name in values;
  const save = (values: Values) => saving.mutate(values, { onSuccess: () => setState('saved') });
  const submit = (values: Values) => {
    setEntered(values);
    if (settings.some((setting) => isReplaced(setting, values))) setIsAsking(true);
    else save(values);
  };
  return {
    state,
    isAsking,
    /** Settings whose values would be lost. */
    replaced: settings.filter((setting) => isReplaced(setting, entered)),
    saving,
    submit,
    open: () => {
      saving.reset();
      setState('open');
    },
    confirm: () => save(entered),
    stopAsking: () => setIsAsking(false),
    giveUp: () => setState('given-up'),
  };
}
