import { en, type Texts } from './en';
import { type Language } from './language';

/** The texts of the pages, in the language that is spoken. */
export let texts: Texts = en;

/** Loads a language. Before it is there nothing may be loaded that uses `texts`: many modules keep a part of them. */
export async function speak(language: Language): Promise<void> {
  texts = language === 'fr' ? (await import('./fr')).fr : en;
}
