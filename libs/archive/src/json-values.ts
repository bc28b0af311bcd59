import { type Json } from '@app/domain';

/** A part of a page of evidence, and what it says; without a value it is no JSON. */
export interface JsonPart {
  text: string;
  value?: Json;
}

/**
 * What a page of evidence holds: an answer of X is one value; a page of an owner's archive is its entries, one after the other, each over
 * several lines. The texts of the parts are the text.
 */
export function* jsonValues(text: string): Generator<JsonPart> {
  const whole = parsed(text);
  if (whole !== undefined) {
    yield { text, value: whole };
    return;
  }
  let held = '';
  for (const line of text.split(/(?<=\n)/)) {
    held += line;
    const value = line.includes('}') ? parsed(held) : undefined;
    if (value === undefined) continue;
    yield { text: held, value };
    held = '';
  }
  if (held !== '') yield { text: held };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
