/** The languages of the pages, each by its own name. */
export const languageNames = { en: 'English', fr: 'Français' } as const;
export type Language = keyof typeof languageNames;
export const languages: readonly Language[] = ['en', 'fr'];

const KEY = 'language';

/** What was chosen in this browser before, else the first of the browser's languages that there is. */
export function readLanguage(
  storage: Pick<Storage, 'getItem'>,
  ofBrowser: readonly string[],
): Language {
  const wanted = [storage.getItem(KEY) ?? '', ...ofBrowser];
  const known = wanted.map((tag) => languages.find((each) => each === languageOf(tag)));
  return known.find((each) => each !== undefined) ?? 'en';
}

export function keepLanguage(storage: Pick<Storage, 'setItem'>, language: Language): void {
  storage.setItem(KEY, language);
}

/** Of a tag such as `fr-CA`. */
function languageOf(tag: string): string | undefined {
  return tag.split('-')[0]?.toLowerCase();
}
