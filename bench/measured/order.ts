import { z } from 'zod';

/**
 * What the measured process is to do: one post as an item or as a message, whatever its size, or a whole task; or, to compare with, the
 * items of a task as Microsoft's sample does it (`one-by-one`), and the bytes alone that are in the container (`bare`).
 */
export const orderSchema = z.object({
  what: z.enum(['item', 'message', 'task', 'one-by-one', 'bare']),
  accountId: z.string(),
  sasUri: z.string(),
  start: z.coerce.date(),
  end: z.coerce.date(),
  /** `bare`: so many requests at once. */
  atOnce: z.number().default(1),
  /** Whose posts are done once beforehand, unmeasured: a worker in service has run for long. `bare`: as many files as these are. */
  warmUp: z.object({ accountId: z.string(), posts: z.number() }).optional(),
  /** So often its memory is looked at, which takes time of its own. */
  everyMs: z.number().default(10),
  /** So long a process that has started comes to rest before its memory is that of one at rest. */
  restMs: z.number().default(2000),
});
export type Order = z.input<typeof orderSchema>;
export type ParsedOrder = z.output<typeof orderSchema>;

/** What came of it, as the process's last line. */
export const outcomeSchema = z.object({
  idleMb: z.number(),
  peakMb: z.number(),
  /** Of the work alone, without the start of the process. */
  seconds: z.number(),
  rssMbByTenth: z.array(z.number()),
  heapMbByTenth: z.array(z.number()),
  result: z.object({ items: z.number(), bytes: z.number() }),
});
export type Outcome = z.infer<typeof outcomeSchema>;
