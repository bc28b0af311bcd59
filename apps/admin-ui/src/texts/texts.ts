import { en, type Texts } from './en';

/** The language of the pages. */
export const texts: Texts = en;
