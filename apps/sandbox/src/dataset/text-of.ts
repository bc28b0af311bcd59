import { type Json } from '@app/domain';

/** A field that X always fills with text; empty when it is something else. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** X counts in code points. */
export function codePoints(text: string): string[] {
  return Array.from(text);
}
