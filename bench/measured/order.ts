import { z } from 'zod';

/** What the measured process is to do: one post as an item or as a message, whatever its size, or a whole task. */
export const orderSchema = z.object({
  what: z.enum(['item', 'message', 'task']),
  accountId: z.string(),
  sasUri: z.string(),
  start: z.coerce.date(),
  end: z.coerce.date(),
});
export type Order = z.infer<typeof orderSchema>;

/** What came of it, as the process's last line. */
export const outcomeSchema = z.object({
  idleMb: z.number(),
  peakMb: z.number(),
  seconds: z.number(),
  rssMbByTenth: z.array(z.number()),
  heapMbByTenth: z.array(z.number()),
  result: z.object({ items: z.number(), bytes: z.number() }),
});
export type Outcome = z.infer<typeof outcomeSchema>;
