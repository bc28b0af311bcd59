/** What of a message words can be looked for in. */
export type TextField = 'subject' | 'body' | 'files' | 'from' | 'to' | 'cc';

/** What messages are to be like; the tree that a query is read into. */
export type Query =
  | { type: 'all' }
  | { type: 'and' | 'or'; of: Query[] }
  | { type: 'not'; of: Query }
  /** `words` as `wordsOf` makes them; with `isBegin` the last one goes on. */
  | { type: 'words'; fields: readonly TextField[]; words: string; isBegin: boolean }
  | { type: 'kind'; kind: string }
  | { type: 'class'; itemClass: string; isBegin: boolean }
  /** From the one, and before the other. */
  | { type: 'range'; of: 'sent' | 'size'; from: number; before: number }
  | { type: 'attachments'; has: boolean };

/** Why a query cannot be read, and which of its signs are to blame. */
export interface QueryProblem {
  message: string;
  at: number;
  length: number;
}
