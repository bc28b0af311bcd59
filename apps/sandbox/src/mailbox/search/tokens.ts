import { type QueryProblem } from './query';

const COMPARISONS = [':', '=', '<>', '<', '<=', '>', '>='] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A piece of a query: where it begins in what was typed, and how long it is there. */
export type Token = { at: number; length: number } & (
  | { type: 'open' | 'close' | 'and' | 'or' | 'not' | 'end' }
  | { type: 'text'; text: string; isQuoted: boolean }
  /** `name:`, before its value. */
  | { type: 'property'; name: string; comparison: Comparison }
);

const QUOTES = '"“”„';
const PROPERTY = /([a-z]+)(:|<>|<=|>=|=|<|>)/iy;
const QUOTED = new RegExp(`[${QUOTES}]([^${QUOTES}]*)([${QUOTES}]\\*?)?`, 'y');
const PLAIN = new RegExp(`[^\\s()${QUOTES}]+`, 'y');
const OPERATORS = new Map<string, 'and' | 'or' | 'not'>([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
]);

/** A query in pieces, `end` being the last. Throws a QueryFault for a quote that is not closed. */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  let at = skipped(query, 0);
  while (at < query.length) {
    const token = tokenAt(query, at, tokens.at(-1)?.type === 'property');
    tokens.push(token);
    at = skipped(query, at + token.length);
  }
  return [...tokens, { type: 'end', at: query.length, length: 0 }];
}

export class QueryFault extends Error {
  constructor(readonly problem: QueryProblem) {
    super(problem.message);
  }
}

function tokenAt(query: string, at: number, isValue: boolean): Token {
  const sign = query[at] ?? '';
  if (sign === '(') return { type: 'open', at, length: 1 };
  if (sign === ')') return { type: 'close', at, length: 1 };
  if (QUOTES.includes(sign)) return quotedAt(query, at);
  if (!isValue) {
    if (sign === '-' && /[^\s)]/.test(query[at + 1] ?? ' ')) return { type: 'not', at, length: 1 };
    const [whole = '', name = '', given] = match(PROPERTY, query, at) ?? [];
    const comparison = COMPARISONS.find((each) => each === given);
    if (comparison) return { type: 'property', at, length: whole.length, name, comparison };
  }
  const [text = ''] = match(PLAIN, query, at) ?? [];
  const operator = isValue ? undefined : OPERATORS.get(text);
  if (operator) return { type: operator, at, length: text.length };
  return { type: 'text', at, length: text.length, text, isQuoted: false };
}

/** `"some words"`, or `"some words"*`. */
function quotedAt(query: string, at: number): Token {
  const [whole = '', text = '', end] = match(QUOTED, query, at) ?? [];
  if (end !== undefined) {
    const goesOn = end.endsWith('*') ? '*' : '';
    return { type: 'text', at, length: whole.length, text: text + goesOn, isQuoted: true };
  }
  const message = 'This quotation mark is not closed.';
  throw new QueryFault({ message, at, length: 1 });
}

function match(pattern: RegExp, query: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(query) ?? undefined;
}

/** Past spaces, and past a `+` before a word, which says what is so anyway. */
function skipped(query: string, from: number): number {
  let at = from;
  while (/\s/.test(query[at] ?? '') || /^\+[^\s)]/.test(query.slice(at, at + 2))) at += 1;
  return at;
}
