import { z } from 'zod';

const measured = z.object({
  perSecond: z.number(),
  /** The functions that take most, each with its own share of the time, from 0 to 1. */
  busiest: z.array(z.object({ name: z.string(), share: z.number() })),
});

export const conversionOutcome = z.object({ item: measured, message: measured });
export type ConversionOutcome = z.infer<typeof conversionOutcome>;
