import { type SettingName, type SettingView } from '../../api/types';
import { formatTime } from '../../format/format';
import { texts } from '../../texts/texts';

const words = texts.settings;
const OPTIONAL: SettingName[] = ['xAccessToken', 'xAccessSecret'];

/** How a setting stands; of a secret only that it is set. What has a value that nobody set here comes from the environment. */
export function settingText({ name, isSet, setAt, setBy, value }: SettingView): string {
  if (!isSet) return OPTIONAL.includes(name) ? words.isOptional : words.isNotSet;
  const isFromOutside = setAt === undefined && value !== undefined;
  if (isFromOutside) return `${value} (${words.fromEnvironment})`;
  const state = setAt === undefined ? words.isSet : words.setOn(formatTime(setAt), setBy);
  return value === undefined ? state : `${value} (${state})`;
}
