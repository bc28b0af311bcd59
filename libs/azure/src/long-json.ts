/** A text property of a row takes 64 KiB, which is so many UTF-16 units; the whole row takes 1 MiB. */
const MAX_UNITS = 32_000;

/**
 * The properties that hold a value of any length as JSON: `name`, `name2`, `name3`… In signs of one byte: no part ends within a sign,
 * and Azurite, which damages longer ones where a part of a large request ends, has none to damage.
 */
export function splitJson(name: string, value: object | string): Record<string, string> {
  const text = JSON.stringify(value).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const parts: Record<string, string> = {};
  for (let i = 0; i * MAX_UNITS < text.length; i++) {
    parts[partName(name, i)] = text.slice(i * MAX_UNITS, (i + 1) * MAX_UNITS);
  }
  return parts;
}

/** The value that {@link splitJson} has put into a row; `undefined` when it has not. */
export function joinJson(name: string, row: Readonly<Record<string, unknown>>): unknown {
  let text = '';
  for (let i = 0; ; i++) {
    const part = row[partName(name, i)];
    if (typeof part !== 'string') break;
    text += part;
  }
  return text === '' ? undefined : JSON.parse(text);
}

function partName(name: string, index: number): string {
  return index === 0 ? name : `${name}${index + 1}`;
}
