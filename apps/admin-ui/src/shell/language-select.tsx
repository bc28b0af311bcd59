import { Select } from '@fluentui/react-components';

import { keepLanguage, languageNames, languages, readLanguage } from '../texts/language';
import { texts } from '../texts/texts';

/** The whole page is loaded anew: what it says is settled while it is loaded. */
function choose(value: string): void {
  const chosen = languages.find((language) => language === value);
  if (!chosen) return;
  keepLanguage(localStorage, chosen);
  location.reload();
}

export function LanguageSelect() {
  return (
    <Select
      size="small"
      aria-label={texts.header.language}
      value={readLanguage(localStorage, navigator.languages)}
      onChange={(_, { value }) => choose(value)}
    >
      {languages.map((language) => (
        <option key={language} value={language} lang={language}>
          {languageNames[language]}
        </option>
      ))}
    </Select>
  );
}
