import { type SettingName } from '../../api/types';

export type Values = Partial<Record<SettingName, string>>;

/** What was entered, without the spaces that come along when one copies from a web page; empty fields are left out. */
export function enteredValues(values: Values): Values {
  const trimmed = Object.entries(values).map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
}
