/** As long as previews in mail clients are. */
const MAX_GRAPHEMES = 140;

/** A family of four has eleven code units; a sign of many more is made to be long. */
const UNITS_OF_A_SIGN = 12;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The beginning of a text on one line, cut between what a reader sees as signs, never inside one. */
export function preview(text: string, maxGraphemes = MAX_GRAPHEMES): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= maxGraphemes) return line;
  let end = 0;
  let count = 0;
  for (const { index, segment } of graphemes.segment(line)) {
    const isEnough =
      count === maxGraphemes || index + segment.length > maxGraphemes * UNITS_OF_A_SIGN;
    if (isEnough) return `${line.slice(0, end)}…`;
    count += 1;
    end = index + segment.length;
  }
  return line;
}
