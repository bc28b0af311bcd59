import { z } from 'zod';

import { type Looking } from './mail-links';

const text = z.string().max(2000).optional().catch(undefined);
const schema = z.object({
  q: text,
  /** Of the list. */
  mailbox: text,
  /** Of a message, which is in a mailbox anyway: where its neighbours are looked for. */
  in: text,
  page: z.coerce.number().int().min(1).catch(1),
  as: text,
});

/** What an address of a page says is looked for; anything odd in it says nothing. */
export function lookingOf(query: unknown): { looking: Looking; page: number; asText: boolean } {
  const { q = '', mailbox, in: within, page, as } = schema.parse(query);
  const wanted = mailbox || within;
  const looking = { search: q, ...(wanted ? { mailbox: wanted } : {}) };
  return { looking, page, asText: as === 'text' };
}
