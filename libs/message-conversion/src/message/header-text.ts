import { preview } from '../preview';

/** Joins words and is not seen. */
const WORD_JOINER = '\u2060';

/**
 * Text as a header may hold it: one line, not too long for mail, whole signs only. Signs that control a terminal become the sign for
 * what cannot be shown. `=?` begins what mail programs decode (RFC 2047), and the library leaves it as it is: an invisible
 * sign between keeps authors from having other words shown than those they wrote.
 */
export function headerText(text: string, maxGraphemes: number): string {
  return preview(
    text
      .toWellFormed()
      .replace(/\s+/g, ' ')
      .replace(/\p{Cc}/gu, '\ufffd')
      .replaceAll('=?', `=${WORD_JOINER}?`),
    maxGraphemes,
  );
}

/** As much as lists of messages show. */
const SUBJECT_SIGNS = 80;

/** What it is, and the beginning of what it says. */
export function subjectText(what: string, said: string): string {
  // Three dots: one sign beyond ASCII would make the whole header unreadable to people.
  const beginning = preview(said, SUBJECT_SIGNS).replace(/…$/, '...');
  return headerText(beginning ? `${what}: ${beginning}` : what, 2 * SUBJECT_SIGNS);
}
