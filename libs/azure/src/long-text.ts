/** A text property of a row takes 64 KiB, which is so many UTF-16 units; the whole row takes 1 MiB. */
const MAX_UNITS = 32_000;

/** The properties that hold a text of any length: `name`, `name2`, `name3`… */
export function splitText(name: string, text: string): Record<string, string> {
  const parts: Record<string, string> = {};
  for (let i = 0; i * MAX_UNITS < text.length || i === 0; i++) {
    parts[partName(name, i)] = text.slice(i * MAX_UNITS, (i + 1) * MAX_UNITS);
  }
  return parts;
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
