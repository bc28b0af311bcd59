import { type RemovedContent, withoutContent } from '@app/domain';

import { type JsonPart, jsonValues } from './json-values';

/**
 * The body of a page without that content; `undefined` when none of it is on the page. Entries that an owner supplied stay byte for byte
 * where they are not affected; an answer of X stays the same value.
 */
export function pageWithout(body: Uint8Array, removed: RemovedContent): Buffer | undefined {
  const before = [...jsonValues(Buffer.from(body).toString())];
  const after = before.map((part) => textWithout(part, removed));
  const isChanged = after.some((text, i) => text !== before[i]?.text);
  return isChanged ? Buffer.from(after.join('')) : undefined;
}

function textWithout({ text, value }: JsonPart, removed: RemovedContent): string {
  if (value === undefined) return text;
  const left = JSON.stringify(withoutContent(value, removed));
  return left === JSON.stringify(value) ? text : `${left}\n`;
}
