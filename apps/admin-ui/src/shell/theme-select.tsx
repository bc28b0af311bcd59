import { Select } from '@fluentui/react-components';

import { texts } from '../texts/texts';
import { themeChoices } from '../theme/theme-choice';
import { type ThemeState } from '../theme/use-theme';

export function ThemeSelect({ theme }: { theme: ThemeState }) {
  const choose = (value: string) => {
    const chosen = themeChoices.find((choice) => choice === value);
    if (chosen) theme.choose(chosen);
  };
  return (
    <Select
      size="small"
      aria-label={texts.header.theme}
      value={theme.choice}
      onChange={(_, { value }) => choose(value)}
    >
      {themeChoices.map((choice) => (
        <option key={choice} value={choice}>
          {texts.header.themes[choice]}
        </option>
      ))}
    </Select>
  );
}
