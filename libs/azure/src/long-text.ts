/** A text property of a row takes 64 KiB, which is so many UTF-16 units; the whole row takes 1 MiB. */
const MAX_UNITS = 32_000;

/** The properties that hold a text of any length: `name`, `name2`, `name3`… No part ends within a sign of two units. */
export function splitText(name: string, text: string): Record<string, string> {
  const parts: Record<string, string> = {};
  let from = 0;
  for (let i = 0; from < text.length || i === 0; i++) {
    const part = text.slice(from, endOfPart(text, from + MAX_UNITS));
    parts[partName(name, i)] = part;
    from += part.length;
  }
  return parts;
}

/** What is stored as UTF-8 has no place for half a sign. */
function endOfPart(text: string, end: number): number {
  const isWithinSign = /[\ud800-\udbff]/.test(text.charAt(end - 1)) && end < text.length;
  return isWithinSign ? end - 1 : end;
}

/** The text that {@link splitText} has put into a row. */
export function joinText(name: string, row: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (let i = 0; ; i++) {
    const part = row[partName(name, i)];
    if (typeof part !== 'string') return text;
    text += part;
  }
}

function partName(name: string, index: number): string {
  return index === 0 ? name : `${name}${index + 1}`;
}
