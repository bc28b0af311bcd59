import { keepLanguage, languages, readLanguage } from './language';

function aStorage(kept?: string) {
  const values = new Map(kept === undefined ? [] : [['language', kept]]);
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

it.each([
  [['fr-FR', 'fr', 'en'], 'fr'],
  [['FR'], 'fr'],
  [['de-DE', 'fr-CA', 'en-US'], 'fr'],
  [['en-US', 'fr'], 'en'],
  [['de', 'frr'], 'en'],
  [[], 'en'],
])('a browser of %j is answered in %s', (ofBrowser, expected) => {
  expect(readLanguage(aStorage(), ofBrowser)).toBe(expected);
});

it.each(languages)('%s is remembered, whatever the browser speaks', (language) => {
  const storage = aStorage('it');
  keepLanguage(storage, language);
  expect(readLanguage(storage, ['en', 'fr'])).toBe(language);
  expect(readLanguage(storage, ['fr', 'en'])).toBe(language);
});

it.each(['', 'it', 'toString'])('"%s" is no choice', (kept) => {
  expect(readLanguage(aStorage(kept), ['fr'])).toBe('fr');
});
