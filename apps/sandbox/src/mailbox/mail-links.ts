import { type MailPlace } from './mail-place';

/** What is looked for, in which mailbox; `undefined` for all. */
export interface Looking {
  search: string;
  mailbox?: string;
}

export function listLink({ search, mailbox }: Looking, page = 1): string {
  return withQuery('/', { q: search, mailbox, page: page > 1 ? String(page) : undefined });
}

/** A message as one of those that were found. */
export function mailLink({ mailbox, id }: MailPlace, looking: Looking, as?: 'text'): string {
  const query = { q: looking.search, in: looking.mailbox, as };
  return withQuery(partLink({ mailbox, id }), query);
}

/** Something of a message: its body, its source, a file of it. */
export function partLink({ mailbox, id }: Pick<MailPlace, 'mailbox' | 'id'>, part = ''): string {
  return `/mailbox/${encodeURIComponent(mailbox)}/${encodeURIComponent(id)}${part && `/${part}`}`;
}

function withQuery(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value ? [[name, value]] : [],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
