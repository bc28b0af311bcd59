import './styles.css';

import { readLanguage } from './texts/language';
import { speak } from './texts/texts';

/** The language first: the pages are loaded when it is there. */
async function begin(): Promise<void> {
  const language = readLanguage(localStorage, navigator.languages);
  document.documentElement.lang = language;
  await speak(language);
  const { showPages } = await import('./show-pages');
  showPages();
}

void begin();
