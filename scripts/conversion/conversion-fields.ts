import { type ConversionField } from './conversion-field';
import { MESSAGE } from './message-fields';
import { MEDIA, POLL_AND_PLACE, USER } from './other-fields';
import { POST } from './post-fields';
import { PROFILE } from './profile-fields';

/** Every field of X's that posts, direct messages and profiles have, and the media, users, poll and place that come along. */
export const conversionFields: readonly ConversionField[] = [
  ...POST,
  ...MEDIA,
  ...USER,
  ...POLL_AND_PLACE,
  ...MESSAGE,
  ...PROFILE,
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
