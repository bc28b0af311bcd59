import { type Query, type TextField } from './query';
import { timeSpan } from './time-span';
import { type Comparison } from './tokens';
import { wordsOf } from './words';

/** What free words are looked for in. */
export const FREE: readonly TextField[] = ['subject', 'body', 'files'];

const TEXTS = new Map<string, readonly TextField[]>([
  ['subject', ['subject']],
  ['body', ['body']],
  ['attachmentnames', ['files']],
  ['from', ['from']],
  ['to', ['to']],
  ['cc', ['cc']],
  ['recipients', ['to', 'cc']],
  ['participants', ['from', 'to', 'cc']],
]);
const DAYS = 'a day as 2026-01-31, or 2026-01-01..2026-01-31';
const SIZES = 'a number of bytes';

/** A value and how it is compared; a string says why it cannot be, after "… takes". */
type ReadValue = (value: string, comparison: Comparison) => Query | string;

const OTHERS = new Map<string, ReadValue>([
  ['kind', (value) => ({ type: 'kind', kind: kindOf(value) })],
  ['itemclass', readClass],
  ['hasattachment', readAttachments],
  ['sent', (value, comparison) => readRange('sent', value, comparison, timeSpan) ?? DAYS],
  ['date', (value, comparison) => readRange('sent', value, comparison, timeSpan) ?? DAYS],
  ['size', (value, comparison) => readRange('size', value, comparison, sizeSpan) ?? SIZES],
]);
export const PROPERTIES: readonly string[] = [...TEXTS.keys(), ...OTHERS.keys()];

/** X's names of what the Import service calls otherwise. */
const KINDS = new Map([
  ['post', 'tweet'],
  ['repost', 'retweet'],
]);

export function kindOf(name: string): string {
  const kind = name.toLowerCase();
  return KINDS.get(kind) ?? kind;
}

export function textFieldsOf(property: string): readonly TextField[] | undefined {
  return TEXTS.get(property);
}

export function readerOf(property: string): ReadValue | undefined {
  return OTHERS.get(property);
}

/** The words, with `*` at their end their beginning; `undefined` when there is none among the signs. */
export function readWords(text: string, fields: readonly TextField[]): Query | undefined {
  const words = wordsOf(text);
  const isBegin = text.endsWith('*');
  return words.trim() === '' ? undefined : { type: 'words', fields, words, isBegin };
}

function readClass(value: string): Query {
  const isBegin = value.endsWith('*');
  const itemClass = (isBegin ? value.slice(0, -1) : value).toLowerCase();
  return { type: 'class', itemClass, isBegin };
}

function readAttachments(value: string): Query | string {
  if (!/^(true|false|yes|no)$/i.test(value)) return 'true or false';
  return { type: 'attachments', has: /^(true|yes)$/i.test(value) };
}

function sizeSpan(text: string) {
  return /^\d{1,15}$/.test(text) ? { from: Number(text), before: Number(text) + 1 } : undefined;
}

function readRange(
  of: 'sent' | 'size',
  value: string,
  comparison: Comparison,
  spanOf: typeof timeSpan,
): Query | undefined {
  const [first = '', last = first] = value.split('..', 2);
  const open = { from: -Infinity, before: Infinity };
  const [begin, end] = [first, last].map((each) =>
    value !== '..' && each === '' ? open : spanOf(each),
  );
  if (!begin || !end) return undefined;
  const within = { type: 'range', of, from: begin.from, before: end.before } as const;
  switch (comparison) {
    case ':':
    case '=':
      return within;
    case '<>':
      return { type: 'not', of: within };
    case '<':
      return { ...within, from: -Infinity, before: begin.from };
    case '<=':
      return { ...within, from: -Infinity };
    case '>':
      return { ...within, from: end.before, before: Infinity };
    case '>=':
      return { ...within, before: Infinity };
  }
}
