import { type ConversionField } from './conversion-field';
import { MEDIA, POLL_AND_PLACE, USER } from './other-fields';
import { POST } from './post-fields';

/** Every field of X's that a post, its media, users, poll and place have. */
export const conversionFields: readonly ConversionField[] = [
  ...POST,
  ...MEDIA,
  ...USER,
  ...POLL_AND_PLACE,
];

/** The row that a field belongs to: its own, or that of what it is part of. */
export function rowOf(field: string): ConversionField | undefined {
  return conversionFields
    .filter(
      (row) => field === row.field || new RegExp(`^${escaped(row.field)}(\\.|\\[)`).test(field),
    )
    .sort((a, b) => b.field.length - a.field.length)[0];
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
