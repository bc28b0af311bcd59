/** Where a field of X's goes; in the older vocabulary, `[]` for the members of a list. A field stands for all below it. */
export interface ConversionField {
  field: string;
  /** Fields of the item. */
  item?: string;
  /** Headers of the message. */
  headers?: string;
  /** Where in text and HTML of the message. */
  body?: string;
  /** Why it is in the record only. */
  rawOnly?: string;
}

/** It goes there. */
export const to = (field: string, item = '', headers = '', body = ''): ConversionField => ({
  field,
  item,
  headers,
  body,
});
/** They stay in the record, for this reason. */
export const keep = (rawOnly: string, ...fields: string[]): ConversionField[] =>
  fields.map((field) => ({ field, rawOnly }));

export const NOTE = '`Content` (note)';
