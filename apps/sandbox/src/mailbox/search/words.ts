/** Written without spaces between words, or pictures: each sign counts as a word, so that parts of a run of them are found. */
const SIGN = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Extended_Pictographic}\p{RI}]`;
const WORDS = new RegExp(String.raw`${SIGN}\p{M}*|[[\p{L}\p{N}\p{M}_]--${SIGN}]+`, 'gv');
/** Says only how the picture before it is shown. */
const VARIATION = /[\ufe00-\ufe0f]/g;

/**
 * The words of a text, between single spaces and with a space at both ends, so that whole words are found by `includes`. Of upper and
 * lower case, composed and decomposed, wide and narrow signs one form is left; punctuation is left out.
 */
export function wordsOf(text: string): string {
  const words = fold(text).match(WORDS) ?? [];
  return ` ${words.join(' ')} `;
}

/** Upper case first: `ß` becomes `ss`, both lower sigmas one, the Turkish `ı` an `i`. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(VARIATION, '')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replaceAll('i\u0307', 'i');
}
